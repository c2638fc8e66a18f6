import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Mutant } from "./mutant.ts";
import { type MutantName, mutants } from "./mutants.ts";
import { followPlot } from "./plot.ts";
import { shrink } from "./shrink.ts";
import { replay, simulateSeed } from "./simulate.ts";

/** Seeds for a mistake whose tape has gone out of date; all but the rarest are found by then. */
const SEEDS = 20_000;

/** The choices that found the mistake when the corpus was made. */
const tapeOf = (mutant: string): readonly number[] => {
  const file = new URL(`../../corpus/${mutant}.json`, import.meta.url);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).tape : [];
};

const findsAnew = async (mutant: MutantName, plot: Mutant["plot"]): Promise<boolean> => {
  if (plot !== undefined) {
    const tape = await followPlot(plot, { mutant });
    return tape !== undefined && (await replay(tape, { mutant })).violation !== undefined;
  }
  for (let seed = 0; seed < SEEDS; seed++)
    if ((await simulateSeed(seed, { mutant })).violation !== undefined) return true;
  return false;
};

describe("the simulation's oracles", () => {
  for (const [name, { mistake, plot }] of Object.entries(mutants) as [MutantName, Mutant][])
    it(`find out that ${mistake}`, async () => {
      const tape = tapeOf(name);
      const byTape = (await replay(tape, { mutant: name })).violation !== undefined;
      // A tape is good only as long as executions make the same choices; `npm run simulate -- --corpus` makes it anew.
      expect(byTape || (await findsAnew(name, plot))).toBe(true);
      // What finds the mistake is no fault of the honest protocol.
      expect((await replay(tape)).violation).toBeUndefined();
    }, 120_000);

  it("can be led to a mistake by its plot, where no tape is kept", async () => {
    const mutant = "closed-before-set-aside";
    const tape = await followPlot(mutants[mutant].plot, { mutant });
    expect((await replay(tape ?? [], { mutant })).violation).toMatch(/^I8/);
  }, 120_000);

  it("shrink a story to the few choices that matter", async () => {
    const mutant = "mark-before-append";
    const found = await simulateSeed(0, { mutant });
    const short = await shrink(found.tape, { mutant });
    expect((await replay(short, { mutant })).violation).toMatch(/^I2/);
    expect(short.filter((choice) => choice !== 0).length).toBeLessThanOrEqual(2);
  });
});
