import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyPlacement, type Scenario, scenarios } from "./placements.ts";
import { replay, type Simulated, simulateSeed } from "./simulate.ts";

const SEEDS = 4_000;

const replayCommand = (seed: number): string => `npm run simulate -- --seed ${seed} --story`;

/** Every seed's execution is kept for what several rules ask of them. */
const simulated: Promise<readonly Simulated[]> = (async () => {
  const all: Simulated[] = [];
  for (let seed = 0; seed < SEEDS; seed++) all.push(await simulateSeed(seed));
  return all;
})();

describe("the simulated export", () => {
  it("puts each record on the sheet exactly once, wherever calls fail", async () => {
    for (const [seed, { violation }] of (await simulated).entries())
      expect(violation, `replay with: ${replayCommand(seed)}`).toBeUndefined();
  }, 120_000);

  it("meets every fault in every method that an export calls", async () => {
    const cells = new Map<string, number>();
    for (const { faults } of await simulated)
      for (const [call, fault, times] of faults) {
        const cell = `${fault} × ${call}`;
        cells.set(cell, (cells.get(cell) ?? 0) + times);
      }
    const everywhere = [
      "lost-request",
      "lost-answer",
      "crash-before",
      "crash-after",
      "pause",
      "applied-late",
    ];
    const stores = ["transact", "backlog", "quarantine", "frozenRows", "markExported"];
    const sheets = ["append", "receipts.read", "receipts.void", "receipts.prune", "probe"];
    const others = ["runs.begin", "runs.finish", "tell", "bury", "setAside"];
    const answers = ["server-error-before", "server-error-after", "throttled", "denied", "stale-read"];
    const wanted = [
      ...everywhere.flatMap((fault) => [...stores, ...sheets, ...others].map((call) => `${fault} × ${call}`)),
      ...answers.flatMap((fault) => sheets.map((call) => `${fault} × ${call}`)),
      "spurious-refusal × append",
      "spurious-refusal × receipts.void",
      ...[...stores, "tell", "bury"].map((call) => `rerun × ${call}`),
    ];
    // One in a hundred cells may stay empty by chance in so few seeds; a campaign fills them all.
    const empty = wanted.filter((cell) => !cells.has(cell));
    expect(empty.length, empty.join(", ")).toBeLessThanOrEqual(wanted.length / 20);
  }, 120_000);

  it("holds for any tape of choices, not only for random ones", async () => {
    // Mostly benign choices, which is what shrinks well; the tape is the whole execution.
    const tape = fc.array(
      fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(12) }),
      { maxLength: 300 },
    );
    await fc.assert(
      fc.asyncProperty(tape, async (choices) => {
        expect((await replay(choices)).violation).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  for (const scenario of Object.keys(scenarios) as Scenario[])
    it(`holds wherever one fault is placed: ${scenario}`, async () => {
      let placements = 0;
      for await (const { faults, simulated: execution } of everyPlacement(scenario, 1)) {
        placements++;
        expect(execution.violation, JSON.stringify(faults)).toBeUndefined();
      }
      expect(placements).toBeGreaterThan(300);
    }, 60_000);

  it("is the same to the letter for the same seed and for its tape", async () => {
    for (const seed of [1, 7, 42, 976, 1_000_009]) {
      const first = await simulateSeed(seed, { story: true });
      const second = await simulateSeed(seed, { story: true });
      const replayed = await replay(first.tape, { story: true });
      expect(second.story).toEqual(first.story);
      expect(replayed.story).toEqual(first.story);
    }
  });

  it("links no sheet that accepts a used receipt id, and exports nothing to it", async () => {
    // The first choice of a world is whether Google keeps its promise there.
    const { story, runs, violation } = await replay([1], { story: true });
    expect(story.join("\n")).toContain("people of tenant-1 may not link A: receipts-unsafe");
    expect(runs).toBe(0);
    expect(violation).toBeUndefined();
  });

  it("lets two tenants live on one spreadsheet", async () => {
    const { story } = await replay([0, 0, 7], { story: true });
    expect(story.join("\n")).toContain("people of tenant-10 links A");
  });
});
