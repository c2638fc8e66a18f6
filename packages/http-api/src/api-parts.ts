import type {
  AttendanceRegister,
  AttendanceStore,
  Clock,
  ExportLedger,
  Ids,
  LinkChoice,
  LinkedSheetStore,
  RelinkSheet,
  RunId,
  RunReport,
  SheetTemplate,
  SyncRunLog,
  TenantId,
  Timetable,
  UnlinkSheet,
} from "@attendance-export/core";
import type { AccessPolicy } from "./access.ts";

/** A run that somebody waits for, or nothing, for the tenant is being worked on. */
export type StartedRun =
  | { readonly status: "started"; readonly runId: RunId; readonly report: Promise<RunReport> }
  | { readonly status: "busy" };

/** Where the API reads, and what it needs to set a schedule. */
export interface ApiStores {
  readonly links: LinkedSheetStore;
  readonly ledger: ExportLedger;
  readonly register: AttendanceRegister;
  readonly attendance: AttendanceStore;
  readonly runs: SyncRunLog;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What the API can set going; how is a runtime's own. */
export interface ApiActions {
  /** Begins a run that an admin asked for. */
  startRun(tenantId: TenantId): StartedRun;
  /** Where to send the admin's browser; to reconnect, or, given a choice, to link that. */
  startConsent(
    tenantId: TenantId,
    adminId: string,
    choice: LinkChoice | null,
  ): Promise<{ readonly url: string }>;
  relinkSheet(): RelinkSheet;
  unlinkSheet(): UnlinkSheet;
  /** The columns of a tenant's first link. */
  firstTemplate(tenantId: TenantId): Promise<SheetTemplate>;
}

/** Where it is told what went wrong; its words are for nobody else. */
export interface ApiLog {
  /** A service failed, or is wrongly set up. */
  failure(thrown: unknown, path: string): void;
  /** A mistake of this program. */
  defect(thrown: unknown, path: string): void;
}

/** All that the API answers from. */
export interface ApiParts {
  readonly access: AccessPolicy;
  /** Anew for each request: a runtime may give each its own time and retries. */
  readonly stores: () => ApiStores;
  readonly actions: () => ApiActions;
  readonly log: ApiLog;
  /** Records that a run of this process has put on the sheet so far; 0 for another process's. */
  readonly exportedSoFar: (runId: RunId) => number;
  /** Where spreadsheets are shown, if Google is emulated. */
  readonly googleUrl: string | undefined;
  /** How long a caller of `POST /api/sync` is kept waiting for the outcome; until it is there without it. */
  readonly patienceMs: number | undefined;
}
