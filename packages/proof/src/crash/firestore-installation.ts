import { CronerTimetable } from "@attendance-export/adapter-croner";
import {
  FirestoreAttendanceRegister,
  FirestoreAttendanceStore,
  FirestoreCredentialStore,
  FirestoreExportLedger,
  FirestoreLinkedSheetStore,
  FirestoreSyncRunLog,
  openFirestore,
} from "@attendance-export/adapter-firestore";
import { SystemClock, SystemIds } from "@attendance-export/adapter-node";
import {
  GoogleReceiptBook,
  GoogleSheetReader,
  GoogleSheetSink,
  GoogleSheetsApi,
  GoogleSpreadsheetSetup,
} from "@attendance-export/adapter-sheets";
import { AesGcmCredentialVault, openKeyFile } from "@attendance-export/adapter-vault";
import {
  AuditSheet,
  type Clock,
  defaultExportPolicy,
  ExportAttendance,
  type ExportPolicy,
  type Grant,
  LinkSheet,
  PortFailure,
} from "@attendance-export/core";
import {
  ProviderCircuit,
  RunGuard,
  resilientAttendanceStore,
  resilientExportLedger,
  resilientReceiptBook,
  resilientSheetReader,
  resilientSheetSink,
  resilientSyncRunLog,
} from "@attendance-export/resilience";
import { deleteApp, initializeApp } from "firebase-admin/app";
import type { ExportingInstallation } from "./site.ts";

/** Where everything is, as it is told to another process. */
export interface FirestorePlace {
  readonly host: string;
  readonly projectId: string;
  readonly keyFile: string;
  readonly emulatorUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly batchRows: number;
  readonly lateMs: number;
  readonly leaseMs: number;
  readonly clockOffsetMs: number;
}

/** Room for a run's end, kept free of its budget. */
const CLOSING_MS = 30_000;

/** A clock that is wrong by a fixed time. */
class OffsetClock implements Clock {
  readonly #clock = new SystemClock();
  readonly #offsetMs: number;

  constructor(offsetMs: number) {
    this.#offsetMs = offsetMs;
  }

  now(): number {
    return this.#clock.now() + this.#offsetMs;
  }

  sleep(ms: number): Promise<void> {
    return this.#clock.sleep(ms);
  }
}

/** Nobody is told anything here, and nobody asks for runs. */
const desk = {
  tell: async () => undefined,
  bury: async () => undefined,
  ask: () => Promise.reject(new PortFailure("store-misconfigured", "There is no scheduler here.")),
};

/** The same wiring as in the cloud, on the Firestore emulator. */
export const openFirestoreInstallation = async (place: FirestorePlace): Promise<ExportingInstallation> => {
  const app = initializeApp({ projectId: place.projectId }, place.projectId);
  const firestore = openFirestore(app, { host: place.host });
  const clock = new OffsetClock(place.clockOffsetMs);
  const ids = new SystemIds();
  const vault = new AesGcmCredentialVault(await openKeyFile(place.keyFile));
  const credentials = new FirestoreCredentialStore(firestore);
  const register = new FirestoreAttendanceRegister(firestore);
  const attendance = new FirestoreAttendanceStore(firestore);
  const links = new FirestoreLinkedSheetStore(firestore);
  const ledger = new FirestoreExportLedger(firestore);
  const runs = new FirestoreSyncRunLog(firestore);
  const api = new GoogleSheetsApi({
    refreshToken: async (grant: Grant) => {
      const sealed = await credentials.find(grant);
      if (sealed === undefined) throw new PortFailure("credential-missing", "There is no refresh token.");
      return vault.open(grant, sealed);
    },
    client: { id: place.clientId, secret: place.clientSecret },
    clock,
    endpoints: { sheetsUrl: `${place.emulatorUrl}/`, tokenUrl: `${place.emulatorUrl}/token` },
  });
  const timetable = new CronerTimetable();
  const circuit = new ProviderCircuit({ clock });
  const { batchRows: maxRows, lateMs, leaseMs } = place;
  const policy: ExportPolicy = { ...defaultExportPolicy, maxRows, lateMs, leaseMs };
  const close = (): void => {
    void deleteApp(app);
  };
  return {
    ...{ register, ledger, links, clock },
    exportAttendance: () => {
      const deadline = clock.now() + policy.runBudgetMs + CLOSING_MS;
      const guard = new RunGuard({ clock, ids, circuit, deadline });
      return new ExportAttendance(
        {
          attendance: resilientAttendanceStore(attendance, guard),
          ledger: resilientExportLedger(ledger, guard),
          runs: resilientSyncRunLog(runs, guard),
          sink: resilientSheetSink(new GoogleSheetSink(api), guard),
          receipts: resilientReceiptBook(new GoogleReceiptBook(api), guard),
          notifier: desk,
          queue: desk,
          timetable,
          clock,
          ids,
        },
        policy,
      );
    },
    linkSheet: () =>
      new LinkSheet({
        links,
        ledger,
        setup: new GoogleSpreadsheetSetup(api),
        vault,
        credentials,
        clock,
        ids,
      }),
    auditSheet: () => {
      const guard = new RunGuard({ clock, ids, circuit, deadline: Number.POSITIVE_INFINITY });
      return new AuditSheet({
        links,
        register,
        reader: resilientSheetReader(new GoogleSheetReader(api), guard),
      });
    },
    close,
  };
};
