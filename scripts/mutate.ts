/**
 * Changes the code in small ways and looks which of them the tests notice. What was found out before and has not changed since is
 * not tried again. The page in docs is written from the reports of all scopes.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { Argument, Command } from "commander";
import { mutationPage } from "./mutation/mutation-page.ts";
import { reportFile } from "./mutation/mutation-report.ts";
import {
  isMutationScopeName,
  type MutationScopeName,
  mutationScopes,
  SCOPE_VARIABLE,
} from "./mutation/mutation-scope.ts";

const everyScope = Object.keys(mutationScopes).filter(isMutationScopeName);

const command = new Command("npm run mutate --")
  .description(
    "Changes the code in small ways, looks which of them the tests notice, and writes docs/proof/mutation.md.",
  )
  .addArgument(new Argument("[scopes...]", "what is changed (default: all)").choices(everyScope))
  .option("--force", "try everything anew, also what has not changed since the last run", false)
  .option("--page", "only write the page, from what is known", false)
  .parse();
const { force, page: pageAlone } = command.opts<{ force: boolean; page: boolean }>();
const [asked = []] = command.processedArgs as [MutationScopeName[]?];

const mutate = (scope: MutationScopeName): Promise<number> =>
  new Promise((resolve, reject) => {
    const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js";
    const args = [stryker, "run", "scripts/mutation/stryker.config.mjs", ...(force ? ["--force"] : [])];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, [SCOPE_VARIABLE]: scope },
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });

let failures = 0;
// One after the other: each keeps all cores busy by itself.
if (!pageAlone)
  for (const scope of asked.length === 0 ? everyScope : asked)
    failures += (await mutate(scope)) === 0 ? 0 : 1;
const unknown = everyScope.filter((scope) => !existsSync(reportFile(scope)));
if (unknown.length > 0)
  console.log(`the page is written once there is a report of ${unknown.join(", ")}, too`);
else {
  const page = mutationPage();
  writeFileSync(new URL("../docs/proof/mutation.md", import.meta.url), page.text);
  console.log("wrote docs/proof/mutation.md");
  for (const survivor of page.unexplained) console.log(`without a reason: ${survivor}`);
}
process.exitCode = failures === 0 ? 0 : 1;
