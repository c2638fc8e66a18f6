import type { StoredRecord, Tally } from "../model/attendance-record.ts";
import { canonicalDraft } from "../model/canonical-draft.ts";
import { byCodePoint } from "../model/code-point-order.ts";
import type { RecordId, TenantId } from "../model/ids.ts";
import type {
  AttendanceRegister,
  PutOutcome,
  RecordDraft,
  RegisterPage,
} from "../ports/attendance-register.ts";
import type { MemoryDatabase, MemoryTenant } from "./memory-database.ts";

/** The tenant's records, kept in memory. */
export class MemoryAttendanceRegister implements AttendanceRegister {
  readonly #database: MemoryDatabase;

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  put(tenantId: TenantId, drafts: readonly RecordDraft[]): Promise<PutOutcome> {
    return this.#database.call(() => {
      const { records } = this.#database.tenant(tenantId);
      // A map keeps the last draft of an id: putting them one after the other would raise the revision at every repeat.
      const latest = new Map(drafts.map((draft) => [draft.id, draft]));
      let added = 0;
      let changed = 0;
      for (const draft of latest.values()) {
        const kept = records.get(draft.id);
        if (kept === undefined) {
          records.set({ record: { ...draft, revision: 1 }, mark: null });
          added += 1;
        } else if (canonicalDraft(kept.record) !== canonicalDraft(draft)) {
          records.set({ record: { ...draft, revision: kept.record.revision + 1 }, mark: kept.mark });
          changed += 1;
        }
      }
      return { added, changed, unchanged: drafts.length - added - changed };
    });
  }

  byId(tenantId: TenantId, ids: readonly RecordId[]): Promise<readonly StoredRecord[]> {
    return this.#database.call(() => {
      const { records } = this.#database.tenant(tenantId);
      return [...new Set(ids)].map((id) => records.get(id)).filter((stored) => stored !== undefined);
    });
  }

  exported(tenantId: TenantId, { after, limit }: RegisterPage): Promise<readonly StoredRecord[]> {
    return this.#database.call(() =>
      this.#database
        .tenant(tenantId)
        .records.all()
        .filter(
          ({ record, mark }) => mark !== null && (after === undefined || byCodePoint(record.id, after) > 0),
        )
        .sort((left, right) => byCodePoint(left.record.id, right.record.id))
        .slice(0, limit),
    );
  }

  tally(tenantId: TenantId): Promise<Tally> {
    return this.#database.call(() => tallyOf(this.#database.tenant(tenantId)));
  }
}

const tallyOf = ({ records, quarantine }: MemoryTenant): Tally => {
  const all = records.all();
  const count = (wanted: (stored: StoredRecord) => boolean): number => all.filter(wanted).length;
  const isBacklog = ({ record, mark }: StoredRecord): boolean =>
    record.status === "approved" && mark === null;
  return {
    records: all.length,
    approved: count(({ record }) => record.status === "approved"),
    backlog: count(isBacklog),
    exported: count(({ mark }) => mark !== null),
    quarantined: count(
      (stored) => isBacklog(stored) && quarantine.get(stored.record.id)?.revision === stored.record.revision,
    ),
    corrected: count(({ record, mark }) => mark !== null && record.revision > mark.revision),
  };
};
