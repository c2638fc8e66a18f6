import type { Link } from "../src/model/link.ts";
import type { SyncRun } from "../src/model/sync-run.ts";
import { failedLink, goodLink, history, run } from "../test/fixtures.ts";
import type { MemoryWorld } from "../test/memory-home.ts";

/** Of every scenario with one. */
export const TENANT = "school-north";

/** A state that a page can be in, and the page to look at it on. */
export interface Scenario {
  readonly path: string;
  /** What is there once everything stands; the page's heading without it. */
  readonly settles?: string;
  readonly arrange: (world: MemoryWorld, now: number) => void;
}

/** All is well, with a year of runs. */
export const good = (world: MemoryWorld, now: number): void =>
  world.put(TENANT, { link: goodLink(TENANT, now), runs: history(400, now) });

/** All is well but for what is changed of the link, and of its runs, newest first. */
export const goodBut =
  (
    ofLink: (link: Link, now: number) => Partial<Link>,
    ofRuns: (runs: readonly SyncRun[], now: number) => readonly SyncRun[] = (runs) => runs,
  ) =>
  (world: MemoryWorld, now: number): void => {
    good(world, now);
    world.changeLink(TENANT, (link) => ({ ...link, ...ofLink(link, now) }));
    world.changeRuns(TENANT, (runs) => ofRuns(runs, now));
  };

/** A link in error, whose last run failed so. */
export const failed =
  (code: Parameters<typeof failedLink>[2]) =>
  (world: MemoryWorld, now: number): void =>
    world.put(TENANT, {
      link: failedLink(TENANT, now, code),
      runs: [{ ...run(0, now, "failed"), errorCode: code }, ...history(400, now).slice(1)],
    });

export const overview = `/tenants/${TENANT}`;
