import { defaultExportPolicy, type ExportPolicy } from "@attendance-export/core";
import type { GoogleSettings } from "./google-settings.ts";
import { UserError } from "./user-error.ts";

/** The protocol's numbers that a person may choose. */
export interface PolicyOptions {
  readonly batchRows: number;
  /** Seconds after which a request without an answer takes no effect any more. */
  readonly lateSeconds: number;
}

export const exportPolicy = (
  { batchRows, lateSeconds }: PolicyOptions,
  { emulatorUrl }: GoogleSettings,
): ExportPolicy => {
  const lateMs = lateSeconds * 1_000;
  if (emulatorUrl === undefined && lateMs < defaultExportPolicy.lateMs)
    throw new UserError(
      `Google may still act on an unanswered request after ${lateSeconds} s.`,
      "Leave --late-seconds out; only an emulated Google can be trusted sooner.",
    );
  return { ...defaultExportPolicy, maxRows: batchRows, lateMs };
};
