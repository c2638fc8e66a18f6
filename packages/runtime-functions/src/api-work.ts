import { type GoogleSheetsApi, GoogleSpreadsheetSetup } from "@attendance-export/adapter-sheets";
import {
  type AdminNotifier,
  type CredentialVault,
  type ExportQueue,
  type GoogleAccess,
  RelinkSheet,
  UnlinkSheet,
} from "@attendance-export/core";
import {
  resilientAttendanceRegister,
  resilientAttendanceStore,
  resilientCredentialStore,
  resilientExportLedger,
  resilientLinkedSheetStore,
  resilientSpreadsheetSetup,
  resilientSyncRunLog,
} from "@attendance-export/resilience";
import type { App } from "firebase-admin/app";
import type { ApiWork } from "./application.ts";
import { type ExportParts, newExport } from "./new-export.ts";
import type { NewGuard } from "./new-guard.ts";
import { REQUEST_MS, requestPolicy, requestRunPolicy, requestRunResilience } from "./run-times.ts";
import type { Stores } from "./stores.ts";

/** Parts that need a secret or a service are made when they are first used. */
export interface ApiWiring extends Pick<ExportParts, "timetable" | "clock" | "ids"> {
  readonly app: () => App;
  readonly stores: () => Stores;
  /** With the times of a request. */
  readonly sheets: () => GoogleSheetsApi;
  readonly google: () => GoogleAccess;
  readonly vault: () => CredentialVault;
  readonly queue: () => ExportQueue;
  readonly notifier: () => AdminNotifier;
  readonly newGuard: NewGuard;
}

/** What the HTTP API works with: each request, and each run within one, has its own time and its own retries. */
export const openApiWork = (wiring: ApiWiring, googleUrl: string | undefined): ApiWork => {
  const { app, stores, sheets, google, vault, queue, notifier, newGuard, ...own } = wiring;
  const linking = () => {
    const guard = newGuard(REQUEST_MS, requestPolicy);
    const { links, ledger, credentials } = stores();
    return {
      links: resilientLinkedSheetStore(links, guard),
      ledger: resilientExportLedger(ledger, guard),
      credentials: resilientCredentialStore(credentials, guard),
      setup: resilientSpreadsheetSetup(new GoogleSpreadsheetSetup(sheets()), guard),
      vault: vault(),
      ...own,
    };
  };
  return {
    ...{ app, queue, googleUrl },
    stores: () => {
      const guard = newGuard(REQUEST_MS, requestPolicy);
      const { links, ledger, register, attendance, runs } = stores();
      return {
        links: resilientLinkedSheetStore(links, guard),
        ledger: resilientExportLedger(ledger, guard),
        register: resilientAttendanceRegister(register, guard),
        attendance: resilientAttendanceStore(attendance, guard),
        runs: resilientSyncRunLog(runs, guard),
        ...own,
      };
    },
    exportNow: (log) =>
      newExport(
        { stores: stores(), sheets: sheets(), notifier: notifier(), queue: queue(), ...own },
        { log, policy: requestRunPolicy, guard: newGuard(REQUEST_MS, requestRunResilience) },
      ),
    relinkSheet: () => new RelinkSheet({ ...linking(), queue: queue() }),
    unlinkSheet: () => new UnlinkSheet({ ...linking(), google: google() }),
  };
};
