import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("./parse-gcloud.py", import.meta.url));

/** The folder of the Google Cloud SDK around the `gcloud` on PATH; undefined where there is none. */
export const sdkFolder = (): string | undefined => {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "gcloud"))
    .find((file) => existsSync(file));
  if (found === undefined) return undefined;
  const folder = resolve(realpathSync(found), "../..");
  return existsSync(join(folder, "lib/googlecloudsdk")) ? folder : undefined;
};

/** What gcloud's own parser has against each command line; empty where it takes it. Runs none of them. */
export const objectionsOf = async (
  sdk: string,
  lines: readonly (readonly string[])[],
): Promise<readonly string[]> => {
  const bundled = join(sdk, "platform/bundledpythonunix/bin/python3");
  const python = existsSync(bundled) ? bundled : "python3";
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const child = spawn(python, [program, sdk], { stdio: ["pipe", "pipe", "ignore"], cwd: root });
  child.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const answers = (await text(child.stdout)).split("\n");
  if (answers.length !== lines.length + 1) throw new Error("gcloud's parser did not answer to every line");
  return answers.slice(0, -1);
};
