import { wholeNumber } from "@attendance-export/runtime-node/parse-option";
import { Command, Option } from "commander";
import { runCampaign, type StoreName } from "../src/crash/run-campaign.ts";

const stores: readonly StoreName[] = ["sqlite", "firestore"];
const { kills, store, seed } = new Command("npm run crash --")
  .description("Kills real processes at random moments while they export, and counts what is on the sheets.")
  .option("--kills <n>", "SIGKILLs of exporting processes", wholeNumber(1, 10_000), 200)
  .addOption(new Option("--store <name>", "the store they export from").choices(stores).default("sqlite"))
  .option("--seed <n>", "decides faults and moments", wholeNumber(0, 2 ** 31 - 1), 1)
  .parse()
  .opts<{ kills: number; store: StoreName; seed: number }>();
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const report = await runCampaign(store, { kills, seed, say });
for (const [name, value] of Object.entries(report)) process.stdout.write(`${name.padEnd(20)} ${value}\n`);
// A client of Google's may hold the process open for minutes.
process.exit(0);
