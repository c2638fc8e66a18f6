import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { wholeNumber } from "@attendance-export/runtime-node/parse-option";
import { Command } from "commander";
import { compare } from "../src/strategies/compare.ts";
import { withSummary } from "../src/strategies/readme-section.ts";
import { strategiesPage, strategiesSummary } from "../src/strategies/strategies-page.ts";

const { seeds, seed } = new Command("npm run strategies --")
  .description(
    "Lets six ways of writing to a sheet meet the same bad weather, and writes the README's table.",
  )
  .option("--seeds <n>", "how many storms", wholeNumber(1, 100_000), 40)
  .option("--seed <n>", "the first storm", wholeNumber(0, 2 ** 31 - 1), 1)
  .parse()
  .opts<{ seeds: number; seed: number }>();
const project = new URL("../../../", import.meta.url);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const comparison = await compare(seed, seeds, say);
mkdirSync(new URL("docs/proof/", project), { recursive: true });
writeFileSync(new URL("docs/proof/strategies.json", project), `${JSON.stringify(comparison, null, 2)}\n`);
writeFileSync(new URL("docs/proof/strategies.md", project), strategiesPage(comparison));
const readme = new URL("README.md", project);
writeFileSync(readme, withSummary(readFileSync(readme, "utf8"), strategiesSummary(comparison)));
say("wrote docs/proof/strategies.md, docs/proof/strategies.json and the README's table");
