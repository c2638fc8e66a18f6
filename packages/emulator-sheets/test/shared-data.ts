import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TestContext } from "vitest";

/** The documents beside the project, which are not part of it: recordings, reports, discovery documents. */
const shared = new URL("../../../../shared/sheets/", import.meta.url);

/** The path of one of them; undefined, and said so, where they are missing. */
export function sharedPath(name: string): string | undefined {
  const path = fileURLToPath(new URL(name, shared));
  if (existsSync(path)) return path;
  process.stdout.write(`../shared/sheets/${name} is missing: what needs it is skipped.\n`);
  return undefined;
}

/** For `beforeEach`: skips what needs one of them where they are missing, and gives that as the reason. */
export const needsShared =
  (path: string | undefined) =>
  ({ skip }: TestContext): void =>
    skip(path === undefined, "it needs ../shared/sheets, which is missing");
