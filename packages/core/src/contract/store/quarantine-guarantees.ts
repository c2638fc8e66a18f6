import assert from "node:assert/strict";
import type { QuarantinedRecord } from "../../model/attendance-record.ts";
import { type RecordId, recordId } from "../../model/ids.ts";
import type { Guarantee } from "../contract.ts";
import { type AttendanceStoreSubject, quarantineById } from "./attendance-subject.ts";
import { nearMissIds, nearMissTenants, shuffled, tenant1 } from "./near-misses.ts";
import { monday, recordOf, stored } from "./record-fixtures.ts";

export const entryOf = (
  id: RecordId | string,
  wanted: Partial<QuarantinedRecord> = {},
): QuarantinedRecord => ({
  recordId: recordId(id),
  revision: 1,
  reason: 'Hours: "1,5 \u{1f552}" is not a number',
  since: monday,
  ...wanted,
});

export const quarantineGuarantees = {
  "lists what was set aside, by record id in code point order": async ({ port }) => {
    const entries = nearMissIds.map((id, index) => entryOf(id, { revision: index + 1, reason: `of ${id}` }));
    await port.setAside(tenant1, shuffled(entries));
    assert.deepEqual(await port.quarantine(tenant1, 1_000), entries);
  },

  "lists at most the limit, from the beginning": async ({ port, backDoor }) => {
    const entries = nearMissIds.map((id) => entryOf(id));
    await backDoor.plantQuarantine(tenant1, shuffled(entries));
    for (const limit of [1, 5, entries.length, entries.length + 1])
      assert.deepEqual(await port.quarantine(tenant1, limit), entries.slice(0, limit));
  },

  "replaces what stands there for the same record, and nothing else": async ({ port, backDoor }) => {
    await port.setAside(tenant1, [entryOf("r1"), entryOf("R1"), entryOf("r10")]);
    const newer = entryOf("r1", {
      revision: 2,
      reason: "Date: 2026-02-30 does not exist",
      since: monday + 1,
    });
    await port.setAside(tenant1, [newer]);
    assert.deepEqual(await quarantineById(backDoor, tenant1), [entryOf("R1"), newer, entryOf("r10")]);
  },

  "changes nothing when the same is set aside again": async ({ port, backDoor }) => {
    await port.setAside(tenant1, [entryOf("r1"), entryOf("r2")]);
    await port.setAside(tenant1, [entryOf("r1"), entryOf("r2")]);
    assert.deepEqual(await quarantineById(backDoor, tenant1), [entryOf("r1"), entryOf("r2")]);
  },

  "still lists a record that was edited since": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("r1", { revision: 2 }))]);
    await backDoor.plantQuarantine(tenant1, [entryOf("r1")]);
    assert.deepEqual(await port.quarantine(tenant1, 10), [entryOf("r1")]);
  },

  "keeps the quarantines of tenants apart": async ({ port }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    for (const tenantId of tenants) await port.setAside(tenantId, [entryOf("r1", { reason: tenantId })]);
    for (const tenantId of tenants)
      assert.deepEqual(await port.quarantine(tenantId, 10), [entryOf("r1", { reason: tenantId })]);
    assert.deepEqual(await port.quarantine(stranger, 10), []);
  },
} satisfies Readonly<Record<string, Guarantee<AttendanceStoreSubject>>>;
