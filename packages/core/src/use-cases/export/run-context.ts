import type { RunId, TenantId } from "../../model/ids.ts";
import type { Grant, LinkedSheet, LinkState } from "../../model/linked-sheet.ts";
import type { Trigger } from "../../model/sync-run.ts";
import type { EpochMs } from "../../model/time.ts";
import type { AdminNotifier } from "../../ports/admin-notifier.ts";
import type { AttendanceStore } from "../../ports/attendance-store.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ExportLedger } from "../../ports/export-ledger.ts";
import type { ExportQueue } from "../../ports/export-queue.ts";
import type { Ids } from "../../ports/ids.ts";
import type { ReceiptBook } from "../../ports/receipt-book.ts";
import type { SheetSink } from "../../ports/sheet-sink.ts";
import type { SyncRunLog } from "../../ports/sync-run-log.ts";
import type { Timetable } from "../../ports/timetable.ts";
import type { ExportPolicy } from "../../protocol/export-policy.ts";
import type { RunClaim } from "../../protocol/lease.ts";
import type { Protocol } from "../../protocol/protocol.ts";
import { nextSlot, type SchedulePolicy, slotOffsetMs } from "../../protocol/schedule.ts";

/** All that an export needs from outside. */
export interface ExportPorts {
  readonly attendance: AttendanceStore;
  readonly ledger: ExportLedger;
  readonly runs: SyncRunLog;
  readonly sink: SheetSink;
  readonly receipts: ReceiptBook;
  readonly notifier: AdminNotifier;
  readonly queue: ExportQueue;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface RunRequest {
  readonly tenantId: TenantId;
  readonly trigger: Trigger;
  /** The run's id, if the caller has to know it beforehand; a fresh one without it. Never the same for two runs. */
  readonly runId?: RunId;
  /** Asked before each new batch; once true, the run ends after the batch it is at. */
  readonly stop?: () => boolean;
}

/** What stays the same throughout one run. */
export interface RunContext {
  readonly ports: ExportPorts;
  readonly policy: ExportPolicy;
  readonly protocol: Protocol;
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly trigger: Trigger;
  /** The consent in force when the run began; failures count against this one only. */
  readonly grant: Grant;
  readonly stop: () => boolean;
  /** No new work after this. */
  readonly deadline: number;
}

/** When a link is due next by its timetable, at this tenant's place in the crowd. */
export const nextSlotOf = (
  { clock, ids, timetable }: Pick<ExportPorts, "clock" | "ids" | "timetable">,
  { spreadMs }: SchedulePolicy,
): ((link: LinkedSheet) => EpochMs | null) => {
  const now = clock.now();
  return (link) => nextSlot(timetable, link, now, slotOffsetMs(ids, link.tenantId, spreadMs));
};

export const claimOf = ({ ports, policy, runId }: RunContext): RunClaim => ({
  runId,
  now: ports.clock.now(),
  leaseMs: policy.leaseMs,
});

/** No write is begun that could not be awaited: what it did would be anybody's guess. */
export const timeForAWrite = ({ ports, policy, deadline }: RunContext): boolean =>
  ports.clock.now() + policy.writeMs <= deadline;

export const grantOf = ({ link }: LinkState): Grant => ({
  tenantId: link.tenantId,
  version: link.grantVersion,
});
