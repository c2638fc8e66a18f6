import type {
  Clock,
  DispatchDueExports,
  EscalateDeadLetter,
  ExportAttendance,
  ExportQueue,
  LinkedSheetStore,
  ReconnectSheet,
  RelinkSheet,
  StartConsent,
  UnlinkSheet,
} from "@attendance-export/core";
import type { ApiStores } from "@attendance-export/http-api";
import type { App } from "firebase-admin/app";
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
  /** What the HTTP API works with: an admin waits before a page. */
  api(): ApiWork;
}

export interface ApiWork {
  app(): App;
  queue(): ExportQueue;
  /** Where spreadsheets are shown, if Google is emulated. */
  readonly googleUrl: string | undefined;
  stores(): ApiStores;
  /** A run within a request: as much of the backlog as an admin's patience allows. */
  exportNow(log: CloudLog): ExportAttendance;
  relinkSheet(): RelinkSheet;
  unlinkSheet(): UnlinkSheet;
}
