/** Measures, and writes `docs/benchmarks/`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { Command } from "commander";
import { benchmarkPage, chartOf, type Figures } from "./benchmark-page.ts";
import { measureColdStart } from "./cold-start.ts";
import { compareExports } from "./compare-exports.ts";
import { measureDispatch } from "./dispatch.ts";
import { measureGrowth } from "./growth.ts";

const { quick: isQuick } = new Command("npm run bench --")
  .description(
    "Measures exports beside other ways of writing, growth, dispatch and cold start; about four minutes.",
  )
  .option("--quick", "small sizes, and nothing is written to docs/benchmarks", false)
  .parse()
  .opts<{ quick: boolean }>();
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const ROWS = isQuick ? 10_000 : 50_000;
const ROUNDS = isQuick ? 1 : 3;
const SIZES = isQuick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];

say(`Exports of ${ROWS} rows, ${ROUNDS} rounds …`);
const exports = await compareExports(ROWS, ROUNDS);
say("Cold start …");
const coldStart = measureColdStart(isQuick ? 3 : 9);
say("Dispatch …");
const dispatch = await measureDispatch(isQuick ? [10, 100] : [10, 100, 1_000, 10_000]);
say(`Growth to ${SIZES.at(-1)} records …`);
const growth = await measureGrowth(SIZES);
const figures: Figures = {
  machine: {
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  },
  rows: ROWS,
  ...{ exports, growth, dispatch, coldStart },
};
const page = benchmarkPage(figures);
process.stdout.write(page);
if (!isQuick) {
  const folder = new URL("../../../docs/benchmarks/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("benchmarks.json", folder), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(new URL("README.md", folder), page);
  writeFileSync(new URL("rows-per-second.svg", folder), chartOf(figures));
}
process.exit(0);
