import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";

export type Environment = Readonly<Record<string, string | undefined>>;

/** gcloud is a Python program that takes a second to start; one that hangs must not hold up a test run. */
const GCLOUD_MS = 20_000;

const hasParts = (root: string): boolean => existsSync(join(root, "platform"));

/**
 * Where the Google Cloud SDK is installed, or undefined: what the environment says, else the folder that the `gcloud` on
 * PATH stands in, else what that `gcloud` says about itself. The last is asked last because it takes a second.
 */
export const findSdkRoot = async (env: Environment): Promise<string | undefined> => {
  const named = env.CLOUDSDK_ROOT_DIR;
  if (named !== undefined && hasParts(named)) return named;
  const program = (env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "gcloud"))
    .find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const around = resolve(realpathSync(program), "../..");
  return hasParts(around) ? around : askProgram(program, env);
};

/** For a `gcloud` that is a wrapper script, as package managers install it. */
const askProgram = async (program: string, env: Environment): Promise<string | undefined> => {
  const { stdout } = await promisify(execFile)(
    program,
    ["info", "--format=value(installation.sdk_root)", "--quiet"],
    { env: { ...env }, timeout: GCLOUD_MS },
  );
  const root = stdout.trim();
  return root !== "" && hasParts(root) ? root : undefined;
};
