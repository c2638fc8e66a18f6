import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../user-error.ts";
import { type Page, readPage } from "./page.ts";

export interface BuildTold {
  /** Said before the page is built, which takes a few seconds. */
  readonly say: (line: string) => void;
}

/**
 * The dashboard, built first where that was not done: in a checkout, at the first start and after a change of its sources.
 * As a program of its own, so that the bundler's memory goes when it is done.
 */
export const builtPage = async ({ say }: BuildTold): Promise<Page> => {
  const index = fileURLToPath(import.meta.resolve("@attendance-export/dashboard/index.html"));
  const script = fileURLToPath(
    new URL("build.ts", import.meta.resolve("@attendance-export/dashboard/build")),
  );
  // Published, the package brings the page and not what builds it.
  if (existsSync(script)) {
    if (!existsSync(index)) say("Building the dashboard; the next start finds it built.");
    await build(script);
  }
  return readPage(dirname(index));
};

const build = async (script: string): Promise<void> => {
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0)
    throw new UserError(
      `The dashboard cannot be built: ${told.trim().split("\n").at(-1) ?? "no reason given"}`,
      "Give --no-page to go without it.",
    );
};
