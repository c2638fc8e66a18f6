import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { large } from "../src/model/configurations.ts";
import { modelPage, tracesPage } from "../src/model/model-page.ts";
import { exploreSmall, exploreWell, type ModelResults } from "../src/model/model-results.ts";

const { values } = parseArgs({ options: { large: { type: "boolean", default: false } } });
const folder = new URL("../../../docs/model/", import.meta.url);
const file = new URL("results.json", folder);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const before: ModelResults | undefined = existsSync(file)
  ? (JSON.parse(readFileSync(file, "utf8")) as ModelResults)
  : undefined;

const exploreLarge = (): ModelResults["large"] =>
  large.map((configuration) => {
    const found = exploreWell(configuration);
    say(
      `${found.name}: ${found.states} states, ${found.broken ?? "no violation"}, ${found.stuck} stuck, ${found.seconds} s`,
    );
    return found;
  });

say("exploring the small worlds and all ablations");
const smallResults = exploreSmall();
const results: ModelResults = {
  ...smallResults,
  // What is not asked for stays as it was measured last.
  large: values.large ? exploreLarge() : (before?.large ?? []),
  spin: before?.spin ?? [],
};
mkdirSync(folder, { recursive: true });
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(new URL("README.md", folder), modelPage(results));
writeFileSync(new URL("traces.md", folder), tracesPage(results));
say("wrote docs/model/README.md, docs/model/traces.md and docs/model/results.json");
const wrong = [...results.small, ...results.large].filter(
  ({ broken, stuck, exhausted }) => broken !== null || stuck !== 0 || exhausted !== 0,
);
for (const { name, broken } of wrong) say(`NOT WELL: ${name}: ${broken ?? "not everything drains"}`);
if (wrong.length > 0) process.exitCode = 1;
