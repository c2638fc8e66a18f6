import type {
  Clock,
  DispatchDueExports,
  EscalateDeadLetter,
  ExportAttendance,
  LinkedSheetStore,
  ReconnectSheet,
  StartConsent,
} from "@attendance-export/core";
import type { CloudLog } from "./logging/cloud-log.ts";

/** What the functions of this runtime work with. Each call gives a new use case with time and retries of its own. */
export interface Application {
  readonly clock: Clock;
  links(): LinkedSheetStore;
  exportAttendance(log: CloudLog): ExportAttendance;
  dispatchDueExports(): DispatchDueExports;
  escalateDeadLetter(): EscalateDeadLetter;
  startConsent(): StartConsent;
  reconnectSheet(): ReconnectSheet;
}
