import { failureKind } from "@attendance-export/core";
import type { TenantExport } from "../tenant-exporter.ts";
import { exitCode } from "./exit-code.ts";
import { amount, counted } from "./progress.ts";

/** What became of one tenant's export, in words and as an exit code. */
export interface ExportDescription {
  /** One word for tables and JSON. */
  readonly status: string;
  readonly text: string;
  readonly exitCode: number;
}

export const describeExport = (result: TenantExport): ExportDescription => {
  switch (result.status) {
    case "unlinked":
      return { status: "unlinked", text: "has no linked sheet", exitCode: exitCode.failed };
    case "busy":
      return {
        status: "busy",
        text: `another process exports it, at the longest until ${clock(result.until)}`,
        exitCode: exitCode.tryAgain,
      };
    case "ran":
      return describeRun(result);
  }
};

const describeRun = ({ ending, counts }: Extract<TenantExport, { status: "ran" }>): ExportDescription => {
  const done = `${amount(counts.exported, "record")} in ${amount(counts.batches, "batch", "batches")}`;
  const aside = counts.quarantined === 0 ? "" : `, ${counted(counts.quarantined)} set aside`;
  switch (ending.status) {
    case "drained":
      return { status: "done", text: `${done}${aside}`, exitCode: exitCode.ok };
    case "stopped":
      return {
        status: "stopped",
        text: `${done}${aside}; the next run goes on`,
        exitCode: exitCode.interrupted,
      };
    case "out-of-time":
    case "superseded":
      return {
        status: ending.status,
        text: `${done}${aside}; the next run goes on`,
        exitCode: exitCode.tryAgain,
      };
    case "deferred":
      return {
        status: "deferred",
        text: `${done}${aside}; a request got no answer and may still take effect: run again after ${clock(ending.until)}`,
        exitCode: exitCode.tryAgain,
      };
    case "failed": {
      const { class: failureClass, admin, operator, blame } = failureKind(ending.failure.code);
      return {
        status: ending.failure.code,
        text: `${done}${aside}, then: ${ending.failure.message} (${ending.failure.code}). ${blame === "link" ? admin : operator}`,
        exitCode: failureClass === "permanent" ? exitCode.failed : exitCode.tryAgain,
      };
    }
  }
};

const clock = (at: number): string => new Date(at).toLocaleTimeString("en-GB");

/** The worst of several: a failure outweighs "try again", and that outweighs an interruption. */
export const worstOf = (codes: readonly number[]): number =>
  [exitCode.failed, exitCode.tryAgain, exitCode.interrupted].find((code) => codes.includes(code)) ??
  exitCode.ok;
