import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { large } from "../src/model/configurations.ts";
import { modelPage, tracesPage } from "../src/model/model-page.ts";
import { exploreSmall, exploreWell, type ModelResults } from "../src/model/model-results.ts";
import { checkBySpin, spinIsMissing } from "../src/model/spin.ts";
import type { SpinJob } from "../src/model/spin-job.ts";
import { brokenWorlds, drainingWorlds, safeWorlds } from "../src/model/spin-jobs.ts";
import type { SpinResult } from "../src/model/spin-report.ts";

const {
  large: withLarge,
  spin: withSpin,
  resume,
  only,
} = new Command("npm run model --")
  .description("Explores the protocol's model, and writes docs/model.")
  .option("--large", "the large worlds as well: minutes each, and gigabytes", false)
  .option("--spin", "check it by spin as well, where spin is installed", false)
  .option("--resume", "go on where an earlier one was stopped: what has a result keeps it", false)
  .option("--only <text>", "only those of the large worlds and of spin's whose names hold this", "")
  .parse()
  .opts<{ large: boolean; spin: boolean; resume: boolean; only: string }>();
const folder = new URL("../../../docs/model/", import.meta.url);
const file = new URL("results.json", folder);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const before: ModelResults | undefined = existsSync(file)
  ? (JSON.parse(readFileSync(file, "utf8")) as ModelResults)
  : undefined;

const write = (results: ModelResults): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(new URL("README.md", folder), modelPage(results));
  writeFileSync(new URL("traces.md", folder), tracesPage(results));
};

/** Kept after each of the long ones: who stops this has lost only the one that was under way. */
let results: ModelResults = { ...exploreSmall(), large: before?.large ?? [], spin: before?.spin ?? [] };
const keep = (news: Partial<ModelResults>): void => {
  results = { ...results, ...news };
  write(results);
};

/** The earlier results with this one in its place, in the order of the jobs. */
const placed = <Result, Job>(
  jobs: readonly Job[],
  known: readonly Result[],
  found: Result,
  is: (result: Result, job: Job) => boolean,
): readonly Result[] =>
  jobs.flatMap((job) => (is(found, job) ? [found] : known.filter((result) => is(result, job)).slice(0, 1)));

const exploreLarge = (): void => {
  for (const configuration of large.filter(({ name }) => name.includes(only))) {
    if (resume && results.large.some(({ name }) => name === configuration.name)) continue;
    const found = exploreWell(configuration);
    say(`${found.name}: ${found.states} states, ${found.broken ?? "no violation"}, ${found.stuck} stuck`);
    keep({ large: placed(large, results.large, found, (one, { name }) => one.name === name) });
  }
};

const runSpin = async (): Promise<void> => {
  const missing = await spinIsMissing();
  if (missing !== undefined) {
    say(`spin is left out: ${missing}`);
    return;
  }
  const jobs = [...safeWorlds, ...drainingWorlds, ...brokenWorlds];
  const is = (one: SpinResult, { name, drains }: SpinJob): boolean =>
    one.name === name && one.drains === drains;
  // Those that take long come first on the page, and last here.
  for (const job of jobs.toReversed().filter(({ name }) => name.includes(only))) {
    if (resume && results.spin.some((one) => is(one, job))) continue;
    const found = await bySpin(job);
    if (found === undefined) continue;
    keep({ spin: placed(jobs, results.spin, found, is) });
  }
};

const bySpin = async (job: SpinJob): Promise<SpinResult | undefined> => {
  try {
    const found = await checkBySpin(job);
    say(
      `spin, ${job.name}${job.drains ? ", drains" : ""}: ${found.states} states, ${found.broken ?? "no violation"}`,
    );
    return found;
  } catch (failure) {
    say(`spin, ${job.name}: left out: ${String(failure).slice(0, 300)}`);
    process.exitCode = 1;
    return undefined;
  }
};

keep({});
say("explored the small worlds and all ablations");
if (withSpin) await runSpin();
if (withLarge) exploreLarge();
say("wrote docs/model/README.md, docs/model/traces.md and docs/model/results.json");
for (const { name, broken, stuck, exhausted } of [...results.small, ...results.large])
  if (broken !== null || stuck !== 0 || exhausted !== 0) {
    say(`NOT WELL: ${name}: ${broken ?? "not everything drains"}`);
    process.exitCode = 1;
  }
const expected = new Set(brokenWorlds.map(({ name }) => name));
for (const { name, broken } of results.spin)
  if (expected.has(name) === (broken === null)) {
    say(`NOT WELL by spin: ${name}: ${broken ?? "nothing is broken, and something should be"}`);
    process.exitCode = 1;
  }
