import { failedLink, goodLink, history, run } from "../test/fixtures.ts";
import type { MemoryWorld } from "../test/memory-home.ts";

/** The tenant of every scenario. */
export const T = "school-north";

/** A state that a page can be in, and the page to look at it on. */
export interface Scenario {
  readonly path: string;
  /** What is there once everything stands; the page's heading without it. */
  readonly settles?: string;
  readonly arrange: (world: MemoryWorld, now: number) => void;
}

/** All is well, with a year of runs. */
export const good = (world: MemoryWorld, now: number): void =>
  world.put(T, { link: goodLink(T, now), runs: history(400, now) });

/** A link in error, whose last run failed so. */
export const failed =
  (code: Parameters<typeof failedLink>[2]) =>
  (world: MemoryWorld, now: number): void =>
    world.put(T, {
      link: failedLink(T, now, code),
      runs: [{ ...run(0, now, "failed"), errorCode: code }, ...history(400, now).slice(1)],
    });

export const overview = `/tenants/${T}`;
