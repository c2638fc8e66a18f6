/** Ninety days of a thousand links, on every store. Writes docs/proof/months.md when it is run with the usual numbers. */
import { mkdirSync, writeFileSync } from "node:fs";
import { CronerTimetable } from "@attendance-export/adapter-croner";
import { wholeNumber } from "@attendance-export/runtime-node/parse-option";
import { Command } from "commander";
import { monthsReport } from "../src/months/months-report.ts";
import { simulateMonths } from "../src/months/simulate-months.ts";
import { openStores, storeKinds } from "../src/months/stores.ts";
import { faultsOf } from "../src/months/verdict.ts";

const USUAL = { links: 1_000, days: 90 };
/** Within ninety days Auckland, Sydney, Berlin and Toronto change their clocks, each on another week-end. */
const START = Date.UTC(2024, 8, 16);
const names = { memory: "In memory", sqlite: "On SQLite" } as const;

const { links, days, folder } = new Command("npm run months --")
  .description("Simulates months of many links minute by minute, on every store, and accounts for each slot.")
  .option("--links <n>", "linked tenants", wholeNumber(1, 100_000), USUAL.links)
  .option("--days <n>", "how long", wholeNumber(1, 3_650), USUAL.days)
  .option(
    "--folder <path>",
    "where SQLite's file lies while it runs (default: memory that looks like a folder)",
  )
  .parse()
  .opts<{ links: number; days: number; folder?: string }>();

const head = `<!-- Made by \`npm run months\`. Run it again after a change of the schedule. -->

# Simulated months

The real use cases (\`DispatchDueExports\`, \`ExportAttendance\`, \`ReconnectSheet\`, \`ConfigurePolling\`, \`LinkSheet\`) on a virtual clock,
minute by minute: two dispatchers at the same moment, a queue that delivers twice or loses a message with its process, processes
that die in the middle of a write, outages of Google with and without effect, days short of quota, hours in which our own service
is down, revoked and unshared accounts, editors who become viewers, links that kill their process, grants that die after
seven days, admins who act on what they are told sooner or later. Frequencies and cron expressions in eight zones, across the
changes of clocks of four of them. Each slot of each timetable is computed beside the product and held against the runs that began.
`;

const sections: string[] = [];
let isFaulty = false;
for (const kind of storeKinds) {
  const stores = openStores(kind, folder);
  const startedAt = performance.now();
  const outcome = await simulateMonths({
    stores,
    timetable: new CronerTimetable(),
    ...{ links, days },
    start: START,
    seed: "months",
  });
  stores.close();
  isFaulty ||= faultsOf(outcome).length > 0;
  const section = monthsReport(names[kind], outcome, (performance.now() - startedAt) / 1_000);
  console.log(section);
  sections.push(section);
}
if (links === USUAL.links && days === USUAL.days) {
  const docs = new URL("../../../docs/proof/", import.meta.url);
  mkdirSync(docs, { recursive: true });
  writeFileSync(new URL("months.md", docs), [head, ...sections].join("\n"));
}
process.exitCode = isFaulty ? 1 : 0;
