import type { ClosedBatch, SealedCredential, StoredRecord, TenantId } from "@attendance-export/core";
import {
  type AttendanceBackDoor,
  type AttendanceRegisterSubject,
  type AttendanceStoreSubject,
  type ConsentStoreSubject,
  type CredentialStoreSubject,
  type ExportLedgerSubject,
  type LedgerBackDoor,
  type LinkedSheetStoreSubject,
  type StoreFault,
  type StoreLever,
  type StoreSubject,
  type SyncRunLogSubject,
  withEveryMethod,
} from "@attendance-export/core/contract";
import {
  clearFirestore,
  freshProjectId,
  type GrpcFault,
  GrpcFaultProxy,
} from "@attendance-export/google-emulators";
import type { Firestore, WriteBatch } from "firebase-admin/firestore";
import { FirestoreAttendanceRegister } from "../src/firestore-attendance-register.ts";
import { FirestoreAttendanceStore } from "../src/firestore-attendance-store.ts";
import { consentIn, FirestoreConsentStore } from "../src/firestore-consent-store.ts";
import { FirestoreCredentialStore } from "../src/firestore-credential-store.ts";
import { FirestoreExportLedger } from "../src/firestore-export-ledger.ts";
import { FirestoreLinkedSheetStore } from "../src/firestore-linked-sheet-store.ts";
import { FirestoreSyncRunLog, runIn, storedRun } from "../src/firestore-sync-run-log.ts";
import { fieldsIn, linkStateIn, storedLedger, storedLink } from "../src/stored-link.ts";
import { quarantinedIn, storedQuarantined } from "../src/stored-quarantined.ts";
import { storedDraft, storedMark, storedRecordIn } from "../src/stored-record.ts";
import { TenantDocuments } from "../src/tenant-documents.ts";
import { openClient } from "./open-client.ts";

const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;

/** What the way to Firestore, or Firestore itself, does for each failure that a contract wants. */
const faults: Readonly<Record<StoreFault["code"], GrpcFault>> = {
  "store-unavailable": { kind: "reset" },
  "store-full": { kind: "status", status: RESOURCE_EXHAUSTED, message: "Quota exceeded." },
  "store-misconfigured": {
    kind: "status",
    status: PERMISSION_DENIED,
    message: "Missing or insufficient permissions.",
  },
};

/**
 * Fails calls on the wire between the client and the emulator.
 *
 * A lost answer is that of the commit, for a call that commits; before it, reads must go well. A call that commits nothing
 * is found out by making it, and made once more with every answer lost: it only read.
 */
class WireLever implements StoreLever {
  readonly #proxy: GrpcFaultProxy;
  #losesAnswers = false;

  constructor(proxy: GrpcFaultProxy) {
    this.#proxy = proxy;
  }

  async pull({ code, when }: StoreFault): Promise<void> {
    const fault = faults[code];
    this.#losesAnswers = when === "after";
    this.#proxy.rule = { when, fault, ...(when === "after" ? { methods: ["Commit"] } : {}) };
  }

  async release(): Promise<void> {
    this.#losesAnswers = false;
    this.#proxy.rule = undefined;
  }

  /** The port with its calls watched. */
  over<Port extends object>(port: Port): Port {
    return withEveryMethod(port, (call) => async (...given) => {
      this.#proxy.calls.length = 0;
      const result = await call(...given);
      if (!this.#losesAnswers || this.#proxy.calls.includes("Commit")) return result;
      this.#proxy.rule = { when: "after", fault: faults["store-unavailable"] };
      return call(...given);
    });
  }
}

interface Opened extends StoreSubject {
  readonly lever: WireLever;
  /** Through the proxy. */
  readonly firestore: Firestore;
  /** Past it. */
  readonly direct: Firestore;
}

const open = async (host: string): Promise<Opened> => {
  const projectId = freshProjectId();
  const proxy = await GrpcFaultProxy.open(host);
  const proxied = openClient(projectId, proxy.host);
  const direct = openClient(projectId, host);
  return {
    lever: new WireLever(proxy),
    firestore: proxied.firestore,
    direct: direct.firestore,
    close: async () => {
      await Promise.all([proxied.close(), direct.close()]);
      await proxy.close();
      await clearFirestore(host, projectId);
    },
  };
};

/** Writes in commits that the emulator takes, as an importer would. */
const inCommits = async <Item>(
  firestore: Firestore,
  items: readonly Item[],
  write: (commit: WriteBatch, item: Item) => unknown,
): Promise<void> => {
  for (let start = 0; start < items.length; start += 500) {
    const commit = firestore.batch();
    for (const item of items.slice(start, start + 500)) write(commit, item);
    await commit.commit();
  }
};

/** A record as a document, with its mark and revision as they are given. */
const recordDocument = ({ record, mark }: StoredRecord) => ({
  ...storedDraft(record),
  revision: record.revision,
  ...storedMark(mark),
});

const attendanceBackDoor = (firestore: Firestore): AttendanceBackDoor => {
  const of = (tenantId: TenantId) => new TenantDocuments(firestore, tenantId);
  return {
    plant: (tenantId, records) =>
      inCommits(firestore, records, (commit, stored) =>
        commit.set(of(tenantId).attendance.doc(stored.record.id), recordDocument(stored)),
      ),
    remove: async (tenantId, id) => {
      await of(tenantId).attendance.doc(id).delete();
    },
    records: async (tenantId) => (await of(tenantId).attendance.get()).docs.map(storedRecordIn),
    plantQuarantine: (tenantId, entries) =>
      inCommits(firestore, entries, (commit, entry) =>
        commit.set(of(tenantId).quarantine.doc(entry.recordId), storedQuarantined(entry)),
      ),
    quarantine: async (tenantId) => (await of(tenantId).quarantine.get()).docs.map(quarantinedIn),
  };
};

const ledgerBackDoor = (firestore: Firestore): LedgerBackDoor => {
  const of = (tenantId: TenantId) => new TenantDocuments(firestore, tenantId);
  return {
    plant: async ({ link, ledger }) => {
      const documents = of(link.tenantId);
      const before = await documents.ledger.get();
      const commit = firestore.batch();
      commit.set(documents.link, storedLink(link)).set(documents.ledger, storedLedger(ledger, before));
      await commit.commit();
    },
    state: async (tenantId) => {
      const documents = of(tenantId);
      return linkStateIn(await documents.link.get(), await documents.ledger.get());
    },
    frozenSequences: async (tenantId) => {
      const { batches } = of(tenantId);
      const found: number[] = [];
      // Parts may outlive their batch, so documents that are only a path count too.
      for (const batch of await batches.listDocuments()) {
        const parts = await batch.collection("parts").get();
        if (!parts.empty || (await batch.get()).get("rows") !== undefined) found.push(Number(batch.id));
      }
      return found.sort((left, right) => left - right);
    },
    closed: async (tenantId) =>
      (await of(tenantId).batches.get()).docs
        .filter((batch) => batch.get("closed") !== undefined)
        .map((batch) => fieldsIn<ClosedBatch>(batch.get("closed")))
        .sort((left, right) => left.sequence - right.sequence),
  };
};

/** Subjects of all store contracts on the emulator at that address; each on a project of its own. */
export const firestoreSubjects = (host: string) => ({
  attendanceStore: async (): Promise<AttendanceStoreSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    const port = rest.lever.over(new FirestoreAttendanceStore(firestore));
    return { ...rest, port, backDoor: attendanceBackDoor(direct) };
  },
  attendanceRegister: async (): Promise<AttendanceRegisterSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    const port = rest.lever.over(new FirestoreAttendanceRegister(firestore));
    const attendance = new FirestoreAttendanceStore(direct);
    return { ...rest, port, attendance, backDoor: attendanceBackDoor(direct) };
  },
  exportLedger: async (): Promise<ExportLedgerSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    const port = rest.lever.over(new FirestoreExportLedger(firestore));
    return { ...rest, port, peer: new FirestoreExportLedger(direct), backDoor: ledgerBackDoor(direct) };
  },
  linkedSheetStore: async (): Promise<LinkedSheetStoreSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    const port = rest.lever.over(new FirestoreLinkedSheetStore(firestore));
    const ledger = new FirestoreExportLedger(direct);
    return { ...rest, port, ledger, backDoor: { plant: ledgerBackDoor(direct).plant } };
  },
  syncRunLog: async (): Promise<SyncRunLogSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    const rows = (tenantId: TenantId) => new TenantDocuments(direct, tenantId).syncRuns;
    return {
      ...rest,
      port: rest.lever.over(new FirestoreSyncRunLog(firestore)),
      backDoor: {
        plant: async (run) => {
          await rows(run.tenantId).doc(run.runId).set(storedRun(run));
        },
        runs: async (tenantId) => (await rows(tenantId).get()).docs.map(runIn),
      },
    };
  },
  consentStore: async (): Promise<ConsentStoreSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    return {
      ...rest,
      port: rest.lever.over(new FirestoreConsentStore(firestore)),
      peer: new FirestoreConsentStore(direct),
      backDoor: { kept: async () => (await direct.collection("consents").get()).docs.map(consentIn) },
    };
  },
  credentialStore: async (): Promise<CredentialStoreSubject> => {
    const { firestore, direct, ...rest } = await open(host);
    return {
      ...rest,
      port: rest.lever.over(new FirestoreCredentialStore(firestore)),
      backDoor: {
        kept: async (tenantId) => {
          const beside = await new TenantDocuments(direct, tenantId).ledger.parent.get();
          return beside.docs
            .filter(({ id }) => id.startsWith("credential-"))
            .sort((left, right) => versionOf(left.id) - versionOf(right.id))
            .map((document) => document.data() as SealedCredential);
        },
      },
    };
  },
});

const versionOf = (id: string): number => Number(id.slice("credential-".length));
