import type { TenantId } from "@attendance-export/core";
import type { Installation } from "@attendance-export/runtime-node";
import type { WorkerCommand } from "./worker-process.ts";

/** What of an installation the campaign needs. */
export type ExportingInstallation = Pick<
  Installation,
  "register" | "links" | "ledger" | "clock" | "exportAttendance" | "linkSheet" | "auditSheet" | "close"
>;

/** One store with its installation in this process, and the program that exports from it in others. */
export interface Site {
  readonly name: "sqlite" | "firestore";
  readonly installation: ExportingInstallation;
  /** @param clockOffsetMs how wrong the process's clock is, where the program has a switch for that */
  exporting(tenantId: TenantId, clockOffsetMs: number): WorkerCommand;
  /** What the program says once it is at work, or just before. */
  readonly readyText: string;
  /** Whether the store keeps files that a full disk can refuse. */
  readonly isOnOurDisk: boolean;
  /** Whether `exporting` heeds its clock offset. */
  readonly hasClock: boolean;
  close(): Promise<void>;
}

/** Few rows, so that many batches are under way; Google would be given 5,000. */
export const BATCH_ROWS = 25;
