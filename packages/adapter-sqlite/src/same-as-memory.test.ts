import {
  type AttendanceRegister,
  type AttendanceStore,
  type ExportLedger,
  localDate,
  type RecordId,
} from "@attendance-export/core";
import {
  closedBatchOf,
  draftOf,
  manyRows,
  nearMissIds,
  nearMissTenants,
  openBatchOf,
  recordOf,
  stateOf,
} from "@attendance-export/core/contract";
import {
  MemoryAttendanceRegister,
  MemoryAttendanceStore,
  MemoryDatabase,
  MemoryExportLedger,
} from "@attendance-export/core/memory";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openSqliteStore } from "./open-sqlite-store.ts";

interface Stores {
  readonly attendance: AttendanceStore;
  readonly register: AttendanceRegister;
  readonly ledger: ExportLedger;
}

type Call = (stores: Stores) => Promise<unknown>;

const tenant = fc.constantFrom(...nearMissTenants.slice(0, 3));
const id = fc.constantFrom(...nearMissIds);
const ids = fc.array(id, { maxLength: 8 });
const date = fc.constantFrom("2026-03-01", "2026-03-02", "2026-12-31").map(localDate);
const limit = fc.integer({ min: 1, max: 6 });
const revision = fc.integer({ min: 1, max: 3 });
const sequence = fc.integer({ min: 1, max: 12 });
const optionally = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });

const draft = fc
  .record({
    id,
    date,
    status: fc.constantFrom("approved" as const, "pending" as const, "rejected" as const),
    name: fc.string({ unit: fc.constantFrom("a", "é", "\u{1f600}", "\ud83d", "\udc4b"), maxLength: 2 }),
  })
  .map(({ name, ...wanted }) => draftOf(recordOf(wanted.id, { ...wanted, member: { id: "m", name } })));

const byId = <Item extends { readonly record: { readonly id: RecordId } }>(
  items: readonly Item[],
): readonly Item[] => [...items].sort((left, right) => (left.record.id < right.record.id ? -1 : 1));

/** Every method of the stores that share records, with arguments that often meet what is there. */
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(tenant, fc.array(draft, { maxLength: 10 })).map(
    ([t, drafts]): Call =>
      ({ register }) =>
        register.put(t, drafts),
  ),
  fc.tuple(tenant, ids, sequence, revision).map(
    ([t, some, batch, written]): Call =>
      ({ attendance }) =>
        attendance.markExported(t, {
          sequence: batch,
          exportedAt: batch * 1_000,
          records: some.map((recordId) => ({ recordId, revision: written })),
        }),
  ),
  fc.tuple(tenant, ids, revision).map(
    ([t, some, at]): Call =>
      ({ attendance }) =>
        attendance.setAside(
          t,
          some.map((recordId) => ({ recordId, revision: at, reason: `of ${recordId}`, since: at })),
        ),
  ),
  fc.tuple(tenant, limit, optionally(fc.record({ date, recordId: id }))).map(
    ([t, most, after]): Call =>
      ({ attendance }) =>
        attendance.backlog(t, { after, limit: most }),
  ),
  fc.tuple(tenant, limit).map(
    ([t, most]): Call =>
      ({ attendance }) =>
        attendance.quarantine(t, most),
  ),
  fc.tuple(tenant, limit, optionally(id)).map(
    ([t, most, after]): Call =>
      ({ register }) =>
        register.exported(t, { after, limit: most }),
  ),
  fc.tuple(tenant, ids).map(
    ([t, some]): Call =>
      async ({ register }) =>
        byId(await register.byId(t, some)),
  ),
  tenant.map(
    (t): Call =>
      ({ register }) =>
        register.tally(t),
  ),
  fc.tuple(tenant, sequence, fc.integer({ min: 0, max: 3 })).map(
    ([t, batch, count]): Call =>
      ({ ledger }) =>
        ledger.transact(t, (before) => ({
          state: stateOf(t, { ledger: { open: openBatchOf(batch) } }),
          batch: { kind: "freeze", batch: openBatchOf(batch), rows: manyRows(count, 5, batch * 10) },
          result: before,
        })),
  ),
  fc.tuple(tenant, sequence).map(
    ([t, batch]): Call =>
      ({ ledger }) =>
        ledger.transact(t, (before) => ({
          state: stateOf(t, { ledger: { open: null } }),
          batch: { kind: "close", batch: closedBatchOf(batch) },
          result: before,
        })),
  ),
  fc.tuple(tenant, sequence).map(
    ([t, batch]): Call =>
      ({ ledger }) =>
        ledger.frozenRows(t, batch),
  ),
  fc.tuple(tenant, limit).map(
    ([t, most]): Call =>
      ({ ledger }) =>
        ledger.closedBatches(t, most),
  ),
);

const memoryStores = (): Stores => {
  const database = new MemoryDatabase();
  return {
    attendance: new MemoryAttendanceStore(database),
    register: new MemoryAttendanceRegister(database),
    ledger: new MemoryExportLedger(database),
  };
};

it("answers every sequence of calls as the memory adapters do", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 40 }), async (calls) => {
      const memory = memoryStores();
      const sqlite = openSqliteStore(":memory:");
      try {
        for (const each of calls) expect(await each(sqlite)).toEqual(await each(memory));
      } finally {
        sqlite.close();
      }
    }),
    { numRuns: 150 },
  );
}, 30_000);
