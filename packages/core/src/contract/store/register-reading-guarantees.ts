import assert from "node:assert/strict";
import type { AttendanceRecord, StoredRecord, Tally } from "../../model/attendance-record.ts";
import { byCodePoint } from "../../model/code-point-order.ts";
import { type RecordId, recordId } from "../../model/ids.ts";
import { localDate } from "../../model/time.ts";
import type { Guarantee } from "../contract.ts";
import type { AttendanceRegisterSubject } from "./attendance-subject.ts";
import { nearMissIds, nearMissTenants, shuffled, tenant1, tenant10 } from "./near-misses.ts";
import { entryOf } from "./quarantine-guarantees.ts";
import { draftOf, idsOf, manyIds, markOf, recordOf, richRecord, stored } from "./record-fixtures.ts";

const MAX_PAGES = 100;

const byId = (records: readonly StoredRecord[]): readonly StoredRecord[] =>
  [...records].sort((left, right) => byCodePoint(left.record.id, right.record.id));

/** Marked near misses on days that run against their ids, so that an order by day shows. */
const exportedRecords: readonly StoredRecord[] = nearMissIds.map((id, index) =>
  stored(richRecord(id, { date: localDate(`${2026 - index}-03-02`) }), markOf({ batch: index + 1 })),
);

const emptyTally: Tally = { records: 0, approved: 0, backlog: 0, exported: 0, quarantined: 0, corrected: 0 };

export const registerReadingGuarantees = {
  "finds by id exactly the records asked for, with their marks": async ({ port, backDoor }) => {
    const kept = nearMissIds.map((id, index) => stored(richRecord(id), index % 2 === 0 ? markOf() : null));
    await backDoor.plant(tenant1, kept);
    await backDoor.plant(tenant10, [stored(recordOf("only at tenant-10"))]);
    const wanted = kept.filter((_, index) => index % 3 === 0);
    const asked = [...wanted.map(({ record }) => record.id), recordId("only at tenant-10"), recordId("none")];
    assert.deepEqual(byId(await port.byId(tenant1, shuffled(asked))), wanted);
    for (const one of kept) assert.deepEqual(await port.byId(tenant1, [one.record.id]), [one]);
    assert.deepEqual(await port.byId(tenant1, []), []);
  },

  "finds 5,000 records by id in one call": async ({ port, backDoor }) => {
    const ids = manyIds(5_000);
    await backDoor.plant(
      tenant1,
      ids.map((id) => stored(recordOf(id))),
    );
    const found = byId(await port.byId(tenant1, ids)).map(({ record }) => record.id);
    assert.equal(found.length, ids.length);
    assert.deepEqual(found, ids);
  },

  "lists the records with a mark, and no others, by id in code point order": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [
      ...shuffled(exportedRecords),
      stored(recordOf("backlog")),
      stored(recordOf("pending", { status: "pending" })),
    ]);
    assert.deepEqual(await port.exported(tenant1, { after: undefined, limit: 1_000 }), exportedRecords);
  },

  "lists a marked record whatever has become of it since": async ({ port, backDoor }) => {
    const rejected = stored(recordOf("r1", { status: "rejected", revision: 2 }), markOf({ exportedAt: 0 }));
    await backDoor.plant(tenant1, [rejected]);
    assert.deepEqual(await port.exported(tenant1, { after: undefined, limit: 10 }), [rejected]);
  },

  "gives all marked records by pages of any size, without a gap or a repeat": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [...exportedRecords, ...manyIds(40).map((id) => stored(recordOf(id)))]);
    for (const limit of [1, 3, 10, exportedRecords.length]) {
      const read: StoredRecord[] = [];
      let after: RecordId | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const records = await port.exported(tenant1, { after, limit });
        read.push(...records);
        if (records.length < limit) break;
        after = records.at(-1)?.record.id;
      }
      assert.deepEqual(read, exportedRecords, `pages of ${limit}`);
    }
  },

  "keeps the records of tenants apart when it reads": async ({ port, backDoor }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    const of = (name: string): StoredRecord =>
      stored(recordOf("r1", { member: { id: "m", name } }), markOf());
    for (const tenantId of tenants) await backDoor.plant(tenantId, [of(tenantId)]);
    for (const tenantId of tenants) {
      assert.deepEqual(await port.byId(tenantId, [recordId("r1")]), [of(tenantId)]);
      assert.deepEqual(await port.exported(tenantId, { after: undefined, limit: 10 }), [of(tenantId)]);
      assert.equal((await port.tally(tenantId)).records, 1);
    }
    assert.deepEqual(await port.byId(stranger, [recordId("r1")]), []);
    assert.deepEqual(await port.exported(stranger, { after: undefined, limit: 10 }), []);
  },

  "tallies how the records stand": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [
      stored(recordOf("backlog-1")),
      stored(recordOf("backlog-2", { revision: 9 })),
      stored(recordOf("set-aside")),
      stored(recordOf("edited-since", { revision: 2 })),
      stored(recordOf("pending", { status: "pending" })),
      stored(recordOf("rejected", { status: "rejected" })),
      stored(recordOf("exported"), markOf({ exportedAt: 0 })),
      stored(recordOf("corrected", { revision: 2 }), markOf()),
      stored(recordOf("taken-back", { revision: 3, status: "rejected" }), markOf()),
      stored(recordOf("re-exported", { revision: 2 }), markOf({ revision: 2 })),
    ]);
    // Of these only the first keeps a record out of the next batch: the others were edited, exported or deleted since.
    await backDoor.plantQuarantine(
      tenant1,
      ["set-aside", "edited-since", "exported", "deleted"].map((id) => entryOf(id)),
    );
    assert.deepEqual(await port.tally(tenant1), {
      records: 10,
      approved: 7,
      backlog: 4,
      exported: 4,
      quarantined: 1,
      corrected: 2,
    } satisfies Tally);
  },

  "tallies nothing for a tenant without records": async ({ port, backDoor }) => {
    await backDoor.plant(tenant10, [stored(recordOf("r1"))]);
    await backDoor.plantQuarantine(tenant10, [entryOf("r1")]);
    assert.deepEqual(await port.tally(tenant1), emptyTally);
  },

  "shows the export at once what was put": async ({ port, attendance }) => {
    const put = (id: string, wanted: Partial<AttendanceRecord>): Promise<unknown> =>
      port.put(tenant1, [draftOf(recordOf(id, wanted))]);
    const backlog = async (): Promise<readonly string[]> =>
      idsOf(await attendance.backlog(tenant1, { after: undefined, limit: 10 }));
    await put("a", {});
    await put("b", { status: "pending" });
    assert.deepEqual(await backlog(), ["a"]);
    await put("b", { date: localDate("2026-03-01") });
    assert.deepEqual(await backlog(), ["b", "a"], "approved, a day earlier");
    await put("b", { date: localDate("2026-03-03") });
    assert.deepEqual(await backlog(), ["a", "b"], "moved to a later day");
    await put("a", { status: "rejected" });
    assert.deepEqual(await backlog(), ["b"], "rejected");
    const [record] = await attendance.backlog(tenant1, { after: undefined, limit: 10 });
    assert.deepEqual(record, recordOf("b", { date: localDate("2026-03-03"), revision: 3 }));
  },

  "shows at once what the export has marked and set aside": async ({ port, attendance }) => {
    await port.put(
      tenant1,
      ["a", "b", "c"].map((id) => draftOf(recordOf(id))),
    );
    await attendance.markExported(tenant1, {
      sequence: 3,
      exportedAt: markOf().exportedAt,
      records: [{ recordId: recordId("b"), revision: 1 }],
    });
    await attendance.setAside(tenant1, [entryOf("c")]);
    const exported = await port.exported(tenant1, { after: undefined, limit: 10 });
    assert.deepEqual(exported, [stored(recordOf("b"), markOf())]);
    const tally = { ...emptyTally, records: 3, approved: 3, backlog: 2, exported: 1, quarantined: 1 };
    assert.deepEqual(await port.tally(tenant1), tally);
    await port.put(tenant1, [
      draftOf(recordOf("b", { checkOut: null })),
      draftOf(recordOf("c", { checkOut: null })),
    ]);
    assert.deepEqual(await port.tally(tenant1), { ...tally, quarantined: 0, corrected: 1 });
  },
} satisfies Readonly<Record<string, Guarantee<AttendanceRegisterSubject>>>;
