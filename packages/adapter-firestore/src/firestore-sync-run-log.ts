import type { FinishedRun, RunId, RunPage, SyncRun, SyncRunLog, TenantId } from "@attendance-export/core";
import {
  type DocumentData,
  type DocumentSnapshot,
  FieldPath,
  type Firestore,
} from "firebase-admin/firestore";
import { inFirestore, isThereAlready } from "./firestore-failure.ts";
import { commitUnlessOvertaken, optimistically } from "./optimistically.ts";
import { type Plain, type Stored, storedMoment, storedValue, valueIn } from "./stored-value.ts";
import { TenantDocuments } from "./tenant-documents.ts";

const MOMENTS: ReadonlySet<string> = new Set(["startedAt", "completedAt"]);

/**
 * The history, one document a run, which the tenant's admins may read. Given a limit, the row of a finished run says when it
 * may go, and Firestore's own policy (firestore.indexes.json) removes it then: a delete a run, no read and no job of ours.
 */
export class FirestoreSyncRunLog implements SyncRunLog {
  readonly #firestore: Firestore;
  readonly #keptMs: number;

  constructor(firestore: Firestore, keptMs = Number.POSITIVE_INFINITY) {
    this.#firestore = firestore;
    this.#keptMs = keptMs;
  }

  begin(run: SyncRun): Promise<void> {
    return inFirestore(async () => {
      try {
        await this.#row(run.tenantId, run.runId).create(storedRun(run));
      } catch (thrown) {
        // Its row is there already: from this call repeated, or from its end that came first.
        if (!isThereAlready(thrown)) throw thrown;
      }
    });
  }

  finish(run: FinishedRun): Promise<void> {
    const row = this.#row(run.tenantId, run.runId);
    const over = { ...storedRun(run), ...expiryOf(run, this.#keptMs) };
    return inFirestore(() =>
      optimistically(async () => {
        const before = await row.get();
        const { updateTime } = before;
        const commit = this.#firestore.batch();
        if (updateTime === undefined) commit.create(row, over);
        else if (before.get("status") !== "running") return;
        else commit.update(row, over, { lastUpdateTime: updateTime });
        await commitUnlessOvertaken(commit);
      }),
    );
  }

  recent(tenantId: TenantId, { before, status, limit }: RunPage): Promise<readonly SyncRun[]> {
    const { syncRuns } = new TenantDocuments(this.#firestore, tenantId);
    const wanted = status === undefined ? syncRuns : syncRuns.where("status", "==", status);
    const newestFirst = wanted.orderBy("startedAt", "desc").orderBy(FieldPath.documentId(), "desc");
    const from =
      before === undefined
        ? newestFirst
        : newestFirst.startAfter(storedMoment(before.startedAt), before.runId);
    return inFirestore(async () => (await from.limit(limit).get()).docs.map(runIn));
  }

  find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined> {
    return inFirestore(async () => {
      const row = await this.#row(tenantId, runId).get();
      return row.exists ? runIn(row) : undefined;
    });
  }

  #row(tenantId: TenantId, runId: RunId) {
    return new TenantDocuments(this.#firestore, tenantId).syncRuns.doc(runId);
  }
}

/** The run, and how long it took, for readers of the document. */
export const storedRun = (run: SyncRun): DocumentData => ({
  ...(storedValue(run as unknown as Plain, MOMENTS) as DocumentData),
  durationMs: run.completedAt === null ? null : run.completedAt - run.startedAt,
});

/** Only for runs that are over: one that says running must be closed by the next, however late that comes. */
const expiryOf = ({ startedAt }: FinishedRun, keptMs: number): DocumentData =>
  Number.isFinite(keptMs) ? { expiresAt: storedMoment(startedAt + keptMs) } : {};

export const runIn = (row: DocumentSnapshot): SyncRun => {
  const { durationMs: _duration, expiresAt: _expiry, ...run } = row.data() ?? {};
  return valueIn(run as Stored) as unknown as SyncRun;
};
