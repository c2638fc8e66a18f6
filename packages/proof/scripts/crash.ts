import { parseArgs } from "node:util";
import { runCampaign, type StoreName } from "../src/crash/run-campaign.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    store: { type: "string", default: "sqlite" },
    seed: { type: "string", default: "1" },
  },
});
const isStore = (text: string): text is StoreName => text === "sqlite" || text === "firestore";
const kills = Number(values.kills);
const seed = Number(values.seed);
if (
  !isStore(values.store) ||
  !Number.isInteger(kills) ||
  kills < 1 ||
  kills > 10_000 ||
  !Number.isInteger(seed)
) {
  process.stderr.write("Usage: crash [--kills 1…10000] [--store sqlite|firestore] [--seed N]\n");
  process.exit(2);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const report = await runCampaign(values.store, { kills, seed, say });
for (const [name, value] of Object.entries(report)) process.stdout.write(`${name.padEnd(20)} ${value}\n`);
// A client of Google's may hold the process open for minutes.
process.exit(0);
