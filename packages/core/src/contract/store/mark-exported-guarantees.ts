import assert from "node:assert/strict";
import { type RecordId, recordId } from "../../model/ids.ts";
import type { ExportedBatch } from "../../ports/attendance-store.ts";
import type { Guarantee } from "../contract.ts";
import { type AttendanceStoreSubject, quarantineById, recordsById } from "./attendance-subject.ts";
import { nearMissIds, nearMissTenants, tenant1, tenant10 } from "./near-misses.ts";
import { entryOf } from "./quarantine-guarantees.ts";
import { manyIds, markOf, monday, recordOf, richRecord, stored } from "./record-fixtures.ts";

/** A batch of those ids at revision 1, confirmed a minute after `markOf()`'s. */
export const exportedBatchOf = (
  ids: readonly (RecordId | string)[],
  wanted: Partial<ExportedBatch> = {},
): ExportedBatch => ({
  sequence: 4,
  exportedAt: monday + 60_000,
  records: ids.map((id) => ({ recordId: recordId(id), revision: 1 })),
  ...wanted,
});

const marked = markOf({ exportedAt: monday + 60_000, batch: 4 });

export const markExportedGuarantees = {
  "marks exactly the batch's records, and leaves the records themselves as they are": async ({
    port,
    backDoor,
  }) => {
    const inBatch = (_: unknown, index: number): boolean => index % 2 === 0;
    await backDoor.plant(
      tenant1,
      nearMissIds.map((id) => stored(richRecord(id))),
    );
    await port.markExported(tenant1, exportedBatchOf(nearMissIds.filter(inBatch)));
    assert.deepEqual(
      await recordsById(backDoor, tenant1),
      nearMissIds.map((id, index) => stored(richRecord(id), inBatch(id, index) ? marked : null)),
    );
  },

  "marks the revision that was written, though the record was edited or rejected since": async ({
    port,
    backDoor,
  }) => {
    const edited = recordOf("edited", { revision: 3 });
    const rejected = recordOf("rejected", { revision: 2, status: "rejected" });
    await backDoor.plant(tenant1, [stored(edited), stored(rejected)]);
    await port.markExported(tenant1, exportedBatchOf(["edited", "rejected"]));
    assert.deepEqual(await recordsById(backDoor, tenant1), [
      stored(edited, marked),
      stored(rejected, marked),
    ]);
  },

  "keeps the mark that a record has": async ({ port, backDoor }) => {
    const older = stored(recordOf("older"), markOf({ exportedAt: 0 }));
    await backDoor.plant(tenant1, [older, stored(recordOf("unmarked"))]);
    await port.markExported(tenant1, exportedBatchOf(["older", "unmarked"]));
    assert.deepEqual(await recordsById(backDoor, tenant1), [older, stored(recordOf("unmarked"), marked)]);
  },

  "passes over a record that was deleted, and marks the others": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("a")), stored(recordOf("b")), stored(recordOf("c"))]);
    await backDoor.remove(tenant1, recordId("b"));
    await port.markExported(tenant1, exportedBatchOf(["a", "b", "c"]));
    assert.deepEqual(await recordsById(backDoor, tenant1), [
      stored(recordOf("a"), marked),
      stored(recordOf("c"), marked),
    ]);
  },

  "finishes a batch that a crash left marked in part": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [
      stored(recordOf("a"), marked),
      stored(recordOf("b")),
      stored(recordOf("c"), marked),
      stored(recordOf("d")),
    ]);
    await port.markExported(tenant1, exportedBatchOf(["a", "b", "c", "d"]));
    const ends = (await backDoor.records(tenant1)).map(({ mark }) => mark);
    assert.deepEqual(ends, Array(4).fill(marked));
  },

  "changes nothing when the batch is marked again, at whatever time": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("a")), stored(recordOf("b", { revision: 2 }))]);
    await port.markExported(tenant1, exportedBatchOf(["a", "b"]));
    const once = await recordsById(backDoor, tenant1);
    await port.markExported(tenant1, exportedBatchOf(["a", "b"]));
    await port.markExported(tenant1, exportedBatchOf(["a", "b"], { exportedAt: monday + 120_000 }));
    assert.deepEqual(await recordsById(backDoor, tenant1), once);
  },

  "drops what the quarantine says of the batch's records, and nothing of others": async ({
    port,
    backDoor,
  }) => {
    const inBatch = (_: unknown, index: number): boolean => index % 3 === 1;
    const entries = nearMissIds.map((id) => entryOf(id));
    await backDoor.plant(
      tenant1,
      nearMissIds.map((id) => stored(recordOf(id, { revision: 2 }))),
    );
    await backDoor.plantQuarantine(tenant1, entries);
    await backDoor.plantQuarantine(tenant10, entries);
    // One was deleted since; what stands there of it is as old as that of the others.
    await backDoor.remove(tenant1, recordId("42"));
    await port.markExported(tenant1, exportedBatchOf(nearMissIds.filter(inBatch)));
    const left = entries.filter((entry, index) => !inBatch(entry, index));
    assert.deepEqual(await quarantineById(backDoor, tenant1), left);
    assert.deepEqual(await quarantineById(backDoor, tenant10), entries);
  },

  "drops it also where a crash came after the last mark": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("r1", { revision: 2 }), marked)]);
    await backDoor.plantQuarantine(tenant1, [entryOf("r1")]);
    await port.markExported(tenant1, exportedBatchOf(["r1"]));
    assert.deepEqual(await quarantineById(backDoor, tenant1), []);
  },

  "marks a batch of 5,000": async ({ port, backDoor }) => {
    const ids = manyIds(5_000);
    await backDoor.plant(
      tenant1,
      ids.map((id) => stored(recordOf(id))),
    );
    await port.markExported(tenant1, exportedBatchOf(ids));
    assert.deepEqual(await port.backlog(tenant1, { after: undefined, limit: 10 }), []);
    assert.ok((await backDoor.records(tenant1)).every(({ mark }) => mark?.batch === 4));
  },

  "marks no other tenant's records": async ({ port, backDoor }) => {
    for (const tenantId of nearMissTenants) await backDoor.plant(tenantId, [stored(recordOf("r1"))]);
    await port.markExported(tenant1, exportedBatchOf(["r1"]));
    for (const tenantId of nearMissTenants)
      assert.deepEqual(
        await backDoor.records(tenantId),
        [stored(recordOf("r1"), tenantId === tenant1 ? marked : null)],
        tenantId,
      );
  },
} satisfies Readonly<Record<string, Guarantee<AttendanceStoreSubject>>>;
