import { GoogleSpreadsheetSetup } from "@attendance-export/adapter-sheets";
import { type CredentialVault, type GoogleAccess, RelinkSheet, UnlinkSheet } from "@attendance-export/core";
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

/** `sheets` with the times of a request. */
export interface ApiWiring extends ExportParts {
  readonly app: App;
  readonly google: GoogleAccess;
  readonly vault: CredentialVault;
  readonly newGuard: NewGuard;
}

/** What the HTTP API works with: each request, and each run within one, has its own time and its own retries. */
export const openApiWork = (wiring: ApiWiring, googleUrl: string | undefined): ApiWork => {
  const { app, stores, sheets, google, vault, queue, timetable, newGuard, clock, ids } = wiring;
  const linking = () => {
    const guard = newGuard(REQUEST_MS, requestPolicy);
    return {
      links: resilientLinkedSheetStore(stores.links, guard),
      ledger: resilientExportLedger(stores.ledger, guard),
      credentials: resilientCredentialStore(stores.credentials, guard),
      setup: resilientSpreadsheetSetup(new GoogleSpreadsheetSetup(sheets), guard),
    };
  };
  return {
    ...{ app, queue, googleUrl },
    stores: () => {
      const guard = newGuard(REQUEST_MS, requestPolicy);
      return {
        links: resilientLinkedSheetStore(stores.links, guard),
        ledger: resilientExportLedger(stores.ledger, guard),
        register: resilientAttendanceRegister(stores.register, guard),
        attendance: resilientAttendanceStore(stores.attendance, guard),
        runs: resilientSyncRunLog(stores.runs, guard),
        ...{ timetable, clock, ids },
      };
    },
    exportNow: (log) =>
      newExport(wiring, {
        ...{ log, policy: requestRunPolicy },
        guard: newGuard(REQUEST_MS, requestRunResilience),
      }),
    relinkSheet: () => new RelinkSheet({ ...linking(), vault, queue, clock, ids }),
    unlinkSheet: () => new UnlinkSheet({ ...linking(), vault, google, clock }),
  };
};
