import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compare } from "../src/strategies/compare.ts";
import { withSummary } from "../src/strategies/readme-section.ts";
import { strategiesPage, strategiesSummary } from "../src/strategies/strategies-page.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "40" }, seed: { type: "string", default: "1" } },
});
const project = new URL("../../../", import.meta.url);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const comparison = await compare(Number(values.seed), Number(values.seeds), say);
mkdirSync(new URL("docs/proof/", project), { recursive: true });
writeFileSync(new URL("docs/proof/strategies.json", project), `${JSON.stringify(comparison, null, 2)}\n`);
writeFileSync(new URL("docs/proof/strategies.md", project), strategiesPage(comparison));
const readme = new URL("README.md", project);
writeFileSync(readme, withSummary(readFileSync(readme, "utf8"), strategiesSummary(comparison)));
say("wrote docs/proof/strategies.md, docs/proof/strategies.json and the README's table");
