import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "../data-folder.ts";
import { systemErrorCode } from "../user-error.ts";

export const API_TOKEN_VARIABLE = "ATTENDANCE_EXPORT_API_TOKEN";

const OWNER_ONLY = 0o600;
const TOKEN_BYTES = 32;

/** The token that callers of the API show: from the environment, or from a file that is made on first use, for its owner alone. */
export const apiToken = (environment: NodeJS.ProcessEnv, { path }: DataFolder): string => {
  const given = environment[API_TOKEN_VARIABLE];
  if (given) return given;
  const file = join(path, "api-token");
  try {
    // Exclusive: of two processes that start at once, one makes it and the other reads it.
    writeFileSync(file, `${randomBytes(TOKEN_BYTES).toString("base64url")}\n`, {
      flag: "wx",
      mode: OWNER_ONLY,
    });
  } catch (cause) {
    if (systemErrorCode(cause) !== "EEXIST") throw cause;
    chmodSync(file, OWNER_ONLY);
  }
  return readFileSync(file, "utf8").trim();
};
