import assert from "node:assert/strict";
import type { AttendanceRecord } from "../../model/attendance-record.ts";
import { recordId, type TenantId } from "../../model/ids.ts";
import { localDate } from "../../model/time.ts";
import type { AttendanceStore, BacklogPosition } from "../../ports/attendance-store.ts";
import type { Guarantee } from "../contract.ts";
import type { AttendanceStoreSubject } from "./attendance-subject.ts";
import { nearMissIds, nearMissTenants, shuffled, tenant1 } from "./near-misses.ts";
import { idsOf, manyIds, markOf, recordOf, richRecord, stored } from "./record-fixtures.ts";

/** No backlog here is longer, so a store that never ends its pages is caught. */
const MAX_PAGES = 100;

const pages = async (
  port: AttendanceStore,
  tenantId: TenantId,
  limit: number,
): Promise<readonly (readonly AttendanceRecord[])[]> => {
  const read: (readonly AttendanceRecord[])[] = [];
  let after: BacklogPosition | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const records = await port.backlog(tenantId, { after, limit });
    read.push(records);
    const last = records.at(-1);
    if (last === undefined || records.length < limit) return read;
    after = { date: last.date, recordId: last.id };
  }
  return assert.fail(`the backlog does not end within ${MAX_PAGES} pages of ${limit}`);
};

const everything = { after: undefined, limit: 1_000 };

const days = ["2026-03-01", "2026-03-02", "2026-03-10", "2026-12-01"].map(localDate);

/** The near misses on each of four days, in the order of the backlog; an id names its record, so each day has its own. */
const calendar: readonly AttendanceRecord[] = days.flatMap((date, index) =>
  nearMissIds.filter((_, place) => place % days.length === index).map((id) => recordOf(id, { date })),
);

const plantCalendar = ({ backDoor }: AttendanceStoreSubject): Promise<void> =>
  backDoor.plant(
    tenant1,
    shuffled(calendar).map((record) => stored(record)),
  );

export const backlogGuarantees = {
  "gives the approved records without a mark, and no others": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [
      stored(recordOf("approved")),
      stored(recordOf("approved-without-approver", { approval: null })),
      stored(recordOf("pending", { status: "pending" })),
      stored(recordOf("rejected", { status: "rejected" })),
      stored(recordOf("exported"), markOf()),
      stored(recordOf("exported-at-0"), markOf({ exportedAt: 0, batch: 1 })),
      stored(recordOf("exported-and-edited", { revision: 5 }), markOf()),
      stored(recordOf("exported-and-rejected", { status: "rejected" }), markOf()),
    ]);
    const backlog = await port.backlog(tenant1, everything);
    assert.deepEqual(idsOf(backlog), ["approved", "approved-without-approver"]);
  },

  "gives each record exactly as it is kept": async ({ port, backDoor }) => {
    const kept = [richRecord("r1", { revision: 7 }), richRecord("r2", { checkIn: null, approval: null })];
    await backDoor.plant(
      tenant1,
      kept.map((record) => stored(record)),
    );
    assert.deepEqual(await port.backlog(tenant1, everything), kept);
  },

  "orders the backlog by day, then by id in code point order": async (subject) => {
    await plantCalendar(subject);
    assert.deepEqual(await subject.port.backlog(tenant1, everything), calendar);
  },

  "gives the whole backlog by pages of any size, without a gap or a repeat": async (subject) => {
    await plantCalendar(subject);
    for (const limit of [1, 2, 3, 7, calendar.length - 1, calendar.length])
      assert.deepEqual((await pages(subject.port, tenant1, limit)).flat(), calendar, `pages of ${limit}`);
  },

  "fills every page but the last one": async (subject) => {
    await subject.backDoor.plant(tenant1, [
      ...shuffled(calendar).map((record) => stored(record)),
      // What is not in the backlog must not use up a page's places.
      ...manyIds(50).map((id) => stored(recordOf(id, { status: "rejected" }))),
    ]);
    const sizes = (await pages(subject.port, tenant1, 5)).map((page) => page.length);
    assert.deepEqual(sizes, [...Array<number>(Math.floor(calendar.length / 5)).fill(5), calendar.length % 5]);
  },

  "goes on after a record that has left the backlog": async (subject) => {
    const { port, backDoor } = subject;
    await plantCalendar(subject);
    const [exported, removed, ...rest] = calendar;
    assert.ok(exported !== undefined && removed !== undefined);
    await backDoor.plant(tenant1, [stored(exported, markOf())]);
    await backDoor.remove(tenant1, removed.id);
    for (const { date, id } of [exported, removed])
      assert.deepEqual(await port.backlog(tenant1, { after: { date, recordId: id }, limit: 1_000 }), rest);
    const beforeAll = { date: localDate("2026-02-28"), recordId: recordId("\u{1f601}") };
    assert.deepEqual(await port.backlog(tenant1, { after: beforeAll, limit: 1_000 }), rest);
  },

  "keeps the backlogs of tenants apart": async ({ port, backDoor }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    for (const tenantId of tenants)
      await backDoor.plant(tenantId, [
        stored(recordOf("r1", { member: { id: "m-1", name: tenantId } })),
        stored(recordOf(`of ${tenantId}`)),
      ]);
    for (const tenantId of tenants) {
      const backlog = await port.backlog(tenantId, everything);
      assert.deepEqual(idsOf(backlog), [`of ${tenantId}`, "r1"]);
      assert.equal(backlog[1]?.member.name, tenantId);
    }
    assert.deepEqual(await port.backlog(stranger, everything), []);
  },

  "leaves what is set aside in the backlog": async ({ port, backDoor }) => {
    await backDoor.plant(tenant1, [stored(recordOf("r1")), stored(recordOf("r2"))]);
    await backDoor.plantQuarantine(tenant1, [
      { recordId: recordId("r1"), revision: 1, reason: "Hours: 1,5 is not a number", since: 1 },
    ]);
    assert.deepEqual(idsOf(await port.backlog(tenant1, everything)), ["r1", "r2"]);
  },
} satisfies Readonly<Record<string, Guarantee<AttendanceStoreSubject>>>;
