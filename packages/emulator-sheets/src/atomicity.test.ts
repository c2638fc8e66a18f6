import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { dump } from "../test/dump.ts";
import { randomBatch } from "../test/random-requests.ts";
import { closeTestBenches, openTestBench, type TestBench } from "../test/test-bench.ts";

afterEach(closeTestBenches);

/** Runs of some batches one after another on one spreadsheet; more with `FUZZ_RUNS`. */
const runs = Number(process.env.FUZZ_RUNS ?? 80);

async function prepared(): Promise<TestBench> {
  const bench = await openTestBench();
  const values = ["a", "b", "c"].map((stringValue) => ({ userEnteredValue: { stringValue } }));
  const { status } = await bench.batch([
    {
      updateSheetProperties: {
        properties: { sheetId: 0, gridProperties: { rowCount: 12, columnCount: 12 } },
        fields: "gridProperties",
      },
    },
    {
      addSheet: {
        properties: { sheetId: 1, title: "Log", gridProperties: { rowCount: 12, columnCount: 6 } },
      },
    },
    { updateCells: { start: { sheetId: 0 }, rows: [{ values }, { values }, { values }], fields: "*" } },
    { appendCells: { sheetId: 1, rows: [{ values }, { values }], fields: "*" } },
  ]);
  expect(status).toBe(200);
  return bench;
}

it("leaves a spreadsheet byte-identical when a batch is refused", async () => {
  const counts = { applied: 0, refused: 0 };
  const property = fc.asyncProperty(
    fc.array(randomBatch, { minLength: 1, maxLength: 8 }),
    async (batches) => {
      const bench = await prepared();
      for (const requests of batches) {
        const before = dump(bench.emulator, bench.id);
        const versionBefore = bench.emulator.files.find(bench.id)?.current;
        const { status, body } = await bench.batch(requests);
        // A 500 would be a mistake of the emulator's own, which no batch may bring about.
        expect([200, 400, 501], JSON.stringify(body)).toContain(status);
        if (status === 200) {
          counts.applied += 1;
          continue;
        }
        counts.refused += 1;
        expect(bench.emulator.files.find(bench.id)?.current).toBe(versionBefore);
        expect(dump(bench.emulator, bench.id)).toBe(before);
      }
      await closeTestBenches();
    },
  );
  await fc.assert(property, { numRuns: runs, seed: 20_260_105 });
  process.stdout.write(`atomicity: ${counts.applied} batches applied, ${counts.refused} refused\n`);
  // A fuzz run in which nearly everything is refused, or nothing, proves little.
  expect(Math.min(counts.applied, counts.refused)).toBeGreaterThan(runs / 2);
}, 600_000);
