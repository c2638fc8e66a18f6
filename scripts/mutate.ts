/**
 * Changes the code in small ways and looks which of them the tests notice: `npm run mutate`, or `npm run mutate -- protocol`.
 * What was found out before and has not changed since is not tried again; `--force` after the scopes tries everything anew.
 * The page in docs is written from the reports of all scopes.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { mutationPage } from "./mutation/mutation-page.ts";
import { reportFile } from "./mutation/mutation-report.ts";
import {
  isMutationScopeName,
  type MutationScopeName,
  mutationScopes,
  SCOPE_VARIABLE,
} from "./mutation/mutation-scope.ts";

const { values, positionals } = parseArgs({
  options: { force: { type: "boolean", default: false }, page: { type: "boolean", default: false } },
  allowPositionals: true,
});
const everyScope = Object.keys(mutationScopes).filter(isMutationScopeName);

const scopesOf = (names: readonly string[]): readonly MutationScopeName[] => {
  const unknown = names.find((name) => !isMutationScopeName(name));
  if (unknown !== undefined)
    throw new Error(`there is no scope "${unknown}"; there are ${everyScope.join(", ")}`);
  return names.length === 0 ? everyScope : names.filter(isMutationScopeName);
};

const mutate = (scope: MutationScopeName): Promise<number> =>
  new Promise((resolve, reject) => {
    const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js";
    const args = [
      stryker,
      "run",
      "scripts/mutation/stryker.config.mjs",
      ...(values.force ? ["--force"] : []),
    ];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, [SCOPE_VARIABLE]: scope },
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });

let failures = 0;
// One after the other: each keeps all cores busy by itself.
if (!values.page) for (const scope of scopesOf(positionals)) failures += (await mutate(scope)) === 0 ? 0 : 1;
if (everyScope.some((scope) => existsSync(reportFile(scope)))) {
  const page = mutationPage();
  writeFileSync(new URL("../docs/proof/mutation.md", import.meta.url), page.text);
  console.log("wrote docs/proof/mutation.md");
  for (const survivor of page.unexplained) console.log(`without a reason: ${survivor}`);
}
process.exitCode = failures === 0 ? 0 : 1;
