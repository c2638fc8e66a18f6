import assert from "node:assert/strict";
import type { AttendanceRecord } from "../../model/attendance-record.ts";
import { localDate } from "../../model/time.ts";
import type { Guarantee } from "../contract.ts";
import { type AttendanceRegisterSubject, recordsById } from "./attendance-subject.ts";
import { nearMissIds, nearMissTenants, shuffled, tenant1 } from "./near-misses.ts";
import { draftOf, manyIds, markOf, monday, recordOf, richRecord, stored } from "./record-fixtures.ts";

/** One edit of `richRecord` for each of its parts, near misses among them. */
const edits: Readonly<Record<string, Partial<AttendanceRecord>>> = {
  "member id": { member: { ...richRecord("r1").member, id: "42" } },
  "member name": { member: { ...richRecord("r1").member, name: "zoë" } },
  "session id": { session: { ...richRecord("r1").session, id: "s 1" } },
  "session name": { session: { ...richRecord("r1").session, name: "Line one" } },
  date: { date: localDate("2026-03-03") },
  "check-in": { checkIn: null },
  "check-out": { checkOut: 0 },
  status: { status: "rejected" },
  "no approval": { approval: null },
  "approval time": { approval: { at: monday, by: "lead@example.org" } },
  approver: { approval: { at: monday + 36_000_000, by: "Lead@example.org" } },
  "a field's value": { fields: { ...richRecord("r1").fields, Hours: 7.5 } },
  "a field's type": { fields: { ...richRecord("r1").fields, Number: 1 } },
  "a field's form": { fields: { ...richRecord("r1").fields, "Ünïcode \u{1f4dd}": "\u00e9 is not \u00e9" } },
  "a new field": { fields: { ...richRecord("r1").fields, hours: 7.25 } },
  "no fields": { fields: {} },
};

export const putGuarantees = {
  "keeps new drafts at revision 1, exactly as they are": async ({ port, backDoor }) => {
    const records = nearMissIds.map((id) => richRecord(id));
    const outcome = await port.put(tenant1, shuffled(records).map(draftOf));
    assert.deepEqual(outcome, { added: records.length, changed: 0, unchanged: 0 });
    assert.deepEqual(
      await recordsById(backDoor, tenant1),
      records.map((record) => stored(record)),
    );
  },

  "raises the revision by one for each change, of whatever part": async ({ port, backDoor }) => {
    for (const [index, [part, edit]] of Object.entries(edits).entries()) {
      const id = `r-${index}`;
      await backDoor.plant(tenant1, [stored(richRecord(id, { revision: 4 }))]);
      const outcome = await port.put(tenant1, [draftOf(richRecord(id, edit))]);
      assert.deepEqual(outcome, { added: 0, changed: 1, unchanged: 0 }, part);
      const kept = (await backDoor.records(tenant1)).find(({ record }) => record.id === id);
      assert.deepEqual(kept, stored(richRecord(id, { ...edit, revision: 5 })), part);
    }
  },

  "keeps the export mark of a record that changes": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("r1"), markOf()), stored(recordOf("r2"))]);
    const edited = { status: "rejected" } as const;
    await port.put(tenant1, [draftOf(recordOf("r1", edited)), draftOf(recordOf("r2", edited))]);
    assert.deepEqual(await recordsById(backDoor, tenant1), [
      stored(recordOf("r1", { ...edited, revision: 2 }), markOf()),
      stored(recordOf("r2", { ...edited, revision: 2 })),
    ]);
  },

  "changes nothing when equal drafts are put again, whatever the order of their fields": async ({
    port,
    backDoor,
  }) => {
    const record = richRecord("r1");
    await port.put(tenant1, [draftOf(record), draftOf(richRecord("r2"))]);
    const reordered = Object.fromEntries(Object.entries(record.fields).toReversed());
    const outcome = await port.put(tenant1, [
      draftOf({ ...record, fields: reordered }),
      draftOf(richRecord("r2")),
    ]);
    assert.deepEqual(outcome, { added: 0, changed: 0, unchanged: 2 });
    assert.deepEqual(await recordsById(backDoor, tenant1), [stored(record), stored(richRecord("r2"))]);
  },

  "counts what it added, changed and left alone": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("same")), stored(recordOf("other"))]);
    const drafts = [
      recordOf("same"),
      recordOf("other", { checkOut: null }),
      recordOf("new"),
      recordOf("newer"),
    ];
    assert.deepEqual(await port.put(tenant1, drafts.map(draftOf)), { added: 2, changed: 1, unchanged: 1 });
    assert.deepEqual(await port.put(tenant1, []), { added: 0, changed: 0, unchanged: 0 });
  },

  "takes the later of two drafts with one id, and a repeat changes nothing": async ({ port, backDoor }) => {
    const later = recordOf("r1", { checkOut: null });
    const drafts = [draftOf(recordOf("r1")), draftOf(later)];
    assert.deepEqual(await port.put(tenant1, drafts), { added: 1, changed: 0, unchanged: 1 });
    assert.deepEqual(await port.put(tenant1, drafts), { added: 0, changed: 0, unchanged: 2 });
    assert.deepEqual(await backDoor.records(tenant1), [stored(later)]);
  },

  "keeps an unpaired surrogate as it is": async ({ port, backDoor }) => {
    const odd = recordOf("r1", {
      member: { id: "m\ud83d", name: "\ude00 Zoë" },
      fields: { "half \ud83d": "\udc4b" },
    });
    await port.put(tenant1, [draftOf(odd)]);
    assert.deepEqual(await backDoor.records(tenant1), [stored(odd)]);
    assert.deepEqual(await port.put(tenant1, [draftOf(odd)]), { added: 0, changed: 0, unchanged: 1 });
    const replaced = recordOf("r1", { ...odd, member: { id: "m\ufffd", name: "\ufffd Zoë" } });
    assert.deepEqual(await port.put(tenant1, [draftOf(replaced)]), { added: 0, changed: 1, unchanged: 0 });
  },

  "keeps 5,000 drafts of one call": async ({ port, backDoor }) => {
    const drafts = manyIds(5_000).map((id) => draftOf(recordOf(id)));
    assert.deepEqual(await port.put(tenant1, drafts), { added: 5_000, changed: 0, unchanged: 0 });
    assert.equal((await backDoor.records(tenant1)).length, 5_000);
  },

  "puts no record at another tenant": async ({ port, backDoor }) => {
    for (const tenantId of nearMissTenants) await backDoor.plant(tenantId, [stored(recordOf("r1"))]);
    await port.put(tenant1, [draftOf(recordOf("r1", { checkOut: null })), draftOf(recordOf("r2"))]);
    for (const tenantId of nearMissTenants.filter((other) => other !== tenant1))
      assert.deepEqual(await backDoor.records(tenantId), [stored(recordOf("r1"))], tenantId);
  },
} satisfies Readonly<Record<string, Guarantee<AttendanceRegisterSubject>>>;
