import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MutantName, mutants } from "./mutants.ts";
import { shrink } from "./shrink.ts";
import { replay, simulateSeed } from "./simulate.ts";

const SEEDS = 3_000;
/** The rarest mistake took 1,492 seeds to be found when this was written. */
const SEEDS_FOR_A_MUTANT = 4_000;

const firstViolation = async (seeds: number, mutant?: MutantName) => {
  for (let seed = 0; seed < seeds; seed++) {
    const simulated = await simulateSeed(seed, mutant === undefined ? {} : { mutant });
    if (simulated.violation !== undefined) return { seed, ...simulated };
  }
  return undefined;
};

const replayCommand = (seed: number): string => `npm run simulate -- --seed ${seed} --story`;

describe("the simulated export", () => {
  it("puts each record on the sheet exactly once, wherever calls fail", async () => {
    const violation = await firstViolation(SEEDS);
    expect(
      violation?.violation,
      violation && `replay with: ${replayCommand(violation.seed)}`,
    ).toBeUndefined();
  }, 60_000);

  it("holds for any tape of choices, not only for random ones", async () => {
    // Mostly benign choices, which is what shrinks well; the tape is the whole execution.
    const tape = fc.array(
      fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(11) }),
      { maxLength: 300 },
    );
    await fc.assert(
      fc.asyncProperty(tape, async (choices) => {
        expect((await replay(choices)).violation).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it("is the same to the letter for the same seed and for its tape", async () => {
    for (const seed of [1, 7, 42, 976]) {
      const first = await simulateSeed(seed, { story: true });
      const second = await simulateSeed(seed, { story: true });
      const replayed = await replay(first.tape, { story: true });
      expect(second.story).toEqual(first.story);
      expect(replayed.story).toEqual(first.story);
    }
  });

  it("meets every fault in every port method that can have it", async () => {
    const cells = new Map<string, number>();
    for (let seed = 0; seed < SEEDS; seed++)
      for (const [cell, times] of (await simulateSeed(seed)).faults)
        cells.set(cell, (cells.get(cell) ?? 0) + times);
    const methods = [...new Set([...cells.keys()].map((cell) => cell.split(" × ")[1]))];
    expect(methods).toEqual(
      expect.arrayContaining([
        "transact",
        "backlog",
        "markExported",
        "append",
        "receipts.read",
        "receipts.void",
        "tell",
      ]),
    );
    for (const fault of [
      "lost-request",
      "lost-answer",
      "crash-before",
      "crash-after",
      "pause",
      "applied-late",
    ])
      for (const method of ["transact", "backlog", "markExported", "append"])
        expect(cells.get(`${fault} × ${method}`) ?? 0, `${fault} × ${method}`).toBeGreaterThan(0);
  }, 60_000);
});

describe("the simulation's oracles", () => {
  for (const [name, { mistake }] of Object.entries(mutants))
    it(`find out that ${mistake}`, async () => {
      expect(await firstViolation(SEEDS_FOR_A_MUTANT, name as MutantName)).toBeDefined();
    }, 60_000);

  it("shrink a story to the few choices that matter", async () => {
    const found = await firstViolation(SEEDS_FOR_A_MUTANT, "mark-before-append");
    if (found === undefined) throw new Error("the mutant was not found");
    const short = await shrink(found.tape, { mutant: "mark-before-append" });
    expect((await replay(short, { mutant: "mark-before-append" })).violation).toMatch(/^I2/);
    expect(short.filter((choice) => choice !== 0).length).toBeLessThanOrEqual(2);
  });
});
