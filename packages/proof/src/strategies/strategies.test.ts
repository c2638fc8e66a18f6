import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Comparison } from "./compare.ts";
import { ourStrategy } from "./our-strategy.ts";
import { peerStrategies } from "./peer-strategies.ts";
import { play } from "./play.ts";
import { summaryIn } from "./readme-section.ts";
import { strategiesPage, strategiesSummary } from "./strategies-page.ts";
import { fairWeather } from "./virtual-world.ts";

const TIMEOUT_MS = 30_000;
const project = new URL("../../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, project), "utf8");

/** A formatter may line the columns of a table up, which changes nothing that it says. */
const figures = (markdown: string): string => markdown.replaceAll(/ *\| */g, "|").replaceAll(/-+/g, "-");

const byName = (name: string) => {
  const found = peerStrategies.find((strategy) => strategy.name === name);
  if (found === undefined) throw new Error(`no strategy ${name}`);
  return found;
};

describe("ways of writing to a sheet", () => {
  it.each([1, 2, 3])(
    "ours has every record once in the storm of seed %i",
    { timeout: TIMEOUT_MS },
    async (seed) => {
      const nothing = { duplicates: 0, lost: 0, vanished: 0, notesAstray: 0 };
      expect(await play(ourStrategy, seed)).toMatchObject(nothing);
    },
  );

  it("a blind retry repeats rows in the same storm", { timeout: TIMEOUT_MS }, async () => {
    const { duplicates } = await play(byName("append, retry blindly"), 1);
    expect(duplicates).toBeGreaterThan(0);
  });

  it("a search of the key column does not see what is still on its way", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { duplicates } = await play(byName("search the key column, append what is missing"), 1);
    expect(duplicates).toBeGreaterThan(0);
  });

  it.each(peerStrategies.map((strategy) => [strategy.name, strategy] as const))(
    "in fair weather all is well with: %s",
    { timeout: TIMEOUT_MS },
    async (_, strategy) => {
      expect(await play(strategy, 1, fairWeather)).toMatchObject({ duplicates: 0, lost: 0, vanished: 0 });
    },
  );

  it("tells the same story twice for one seed", { timeout: TIMEOUT_MS }, async () => {
    expect(await play(ourStrategy, 7)).toEqual(await play(ourStrategy, 7));
  });
});

describe("the table of strategies", () => {
  const comparison = JSON.parse(read("docs/proof/strategies.json")) as Comparison;

  it("stands on its page as it was measured", () => {
    expect(read("docs/proof/strategies.md")).toBe(strategiesPage(comparison));
  });

  it("stands in the README as it was measured", () => {
    expect(figures(summaryIn(read("README.md")))).toBe(figures(strategiesSummary(comparison)));
  });
});
