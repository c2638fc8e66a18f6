import {
  defaultTemplate,
  type LocalDate,
  localDate,
  recordId,
  renderRow,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { freshProjectId } from "@attendance-export/google-emulators";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { GeoPoint, Timestamp } from "firebase-admin/firestore";
import { afterEach, beforeEach, expect } from "vitest";
import { openClient } from "../test/open-client.ts";
import { FirestoreAttendanceRegister } from "./firestore-attendance-register.ts";
import { FirestoreAttendanceStore } from "./firestore-attendance-store.ts";
import { TenantDocuments } from "./tenant-documents.ts";

const tenant = tenantId("tenant-1");
const wholeBacklog = { after: undefined, limit: 1_000 };

/** As a tenant's own app writes a record. */
const written = (changes: Readonly<Record<string, unknown>> = {}) => ({
  member: { id: "m-1", name: "Zoë" },
  session: { id: "s-1", name: "Night shift" },
  date: "2026-03-02",
  checkIn: Timestamp.fromMillis(1_772_438_400_000),
  checkOut: null,
  status: "approved",
  approval: { at: Timestamp.fromMillis(1_772_440_000_000), by: "lead@example.org" },
  fields: { Hours: 7.5 },
  revision: 1,
  exportedAt: null,
  ...changes,
});

const { host, describe, it } = await testEmulator("firestore");

describe("records that the tenant's own app writes", () => {
  let client: ReturnType<typeof openClient>;
  let store: FirestoreAttendanceStore;
  let register: FirestoreAttendanceRegister;
  let documents: TenantDocuments;
  beforeEach(() => {
    if (host === "") return;
    client = openClient(freshProjectId(), host);
    store = new FirestoreAttendanceStore(client.firestore);
    register = new FirestoreAttendanceRegister(client.firestore);
    documents = new TenantDocuments(client.firestore, tenant);
  });
  afterEach(() => client?.close());

  const write = async (id: string, changes: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    await documents.attendance.doc(id).set(written(changes));
  };

  it("are read as they are", async () => {
    await write("r1");
    expect(await store.backlog(tenant, wholeBacklog)).toEqual([
      {
        id: "r1",
        member: { id: "m-1", name: "Zoë" },
        session: { id: "s-1", name: "Night shift" },
        date: "2026-03-02",
        checkIn: 1_772_438_400_000,
        checkOut: null,
        status: "approved",
        approval: { at: 1_772_440_000_000, by: "lead@example.org" },
        fields: { Hours: 7.5 },
        revision: 1,
      },
    ]);
  });

  it("may lack fields, or have some of other kinds, and never stand in each other's way", async () => {
    await documents.attendance.doc("bare").set({ status: "approved", exportedAt: null, date: "2026-03-01" });
    await write("odd", {
      member: { id: 42 },
      session: "night",
      approval: { by: "lead" },
      revision: "3",
      fields: {
        When: Timestamp.fromMillis(0),
        Where: new GeoPoint(1, 2),
        Several: [1, "two"],
        Nested: { deep: true },
        Gone: null,
      },
    });
    await write("good", { date: "2026-03-03" });
    const backlog = await store.backlog(tenant, wholeBacklog);
    expect(backlog.map(({ id }) => id)).toEqual(["bare", "odd", "good"]);
    expect(backlog[0]).toMatchObject({
      member: { id: "", name: "" },
      checkIn: null,
      approval: null,
      fields: {},
      revision: 1,
    });
    expect(backlog[1]).toMatchObject({
      member: { id: "42", name: "" },
      session: { id: "", name: "" },
      approval: { at: Number.NaN, by: "lead" },
      revision: 1,
      fields: { When: "1970-01-01T00:00:00.000Z", Several: '[1,"two"]', Nested: '{"deep":true}', Gone: null },
    });
  });

  it("are set aside with a reason where a day or a time is none", async () => {
    await write("odd-1", { checkIn: "in the morning" });
    await write("odd-2", { date: "3 March" });
    const backlog = await store.backlog(tenant, wholeBacklog);
    const reasons = backlog.map((record) => renderRow(record, defaultTemplate(), timeZone("UTC")));
    expect(reasons).toMatchObject([
      { status: "unrenderable", reason: expect.stringContaining("Check-in") },
      { status: "unrenderable", reason: expect.stringContaining("“3 March” is not a day") },
    ]);
    const after = { date: "2026-03-02" as LocalDate, recordId: recordId("odd-1") };
    expect(await store.backlog(tenant, { after, limit: 10 })).toEqual(backlog.slice(1));
  });

  it("keep what the app wrote while they are marked", async () => {
    const ids = Array.from({ length: 60 }, (_, index) => recordId(`r-${index}`));
    for (const id of ids) await write(id);
    const marking = store.markExported(tenant, {
      sequence: 4,
      exportedAt: 1_772_500_000_000,
      records: ids.map((id) => ({ recordId: id, revision: 1 })),
    });
    // The app edits some of them in the same moment.
    const edits = ids
      .filter((_, index) => index % 3 === 0)
      .map((id) => documents.attendance.doc(id).update({ revision: 2, "member.name": "edited" }));
    await Promise.all([marking, ...edits]);
    const kept = await register.byId(tenant, ids);
    expect(kept.map(({ mark }) => mark)).toEqual(
      ids.map(() => ({ exportedAt: 1_772_500_000_000, batch: 4, revision: 1 })),
    );
    expect(
      kept.filter(({ record }) => record.revision === 2 && record.member.name === "edited"),
    ).toHaveLength(20);
    expect(await register.tally(tenant)).toMatchObject({ exported: 60, backlog: 0, corrected: 20 });
  });

  it("are replaced by a draft that says what no draft could have said", async () => {
    await write("r1", { checkIn: "in the morning" });
    const draft = {
      id: recordId("r1"),
      member: { id: "m-1", name: "Zoë" },
      session: { id: "s-1", name: "Night shift" },
      date: localDate("2026-03-02"),
      checkIn: null,
      checkOut: null,
      status: "approved" as const,
      approval: null,
      fields: {},
    };
    expect(await register.put(tenant, [draft])).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await register.put(tenant, [draft])).toEqual({ added: 0, changed: 0, unchanged: 1 });
  });

  it("are counted in quarantine beyond a page of it, and as corrected by whatever revision was exported", async () => {
    const aside = Array.from({ length: 1_100 }, (_, index) => recordId(`q-${index}`));
    for (let start = 0; start < aside.length; start += 500) {
      const commit = client.firestore.batch();
      for (const id of aside.slice(start, start + 500)) commit.set(documents.attendance.doc(id), written());
      await commit.commit();
    }
    await store.setAside(
      tenant,
      aside.map((id) => ({ recordId: id, revision: 1, reason: "no number", since: 0 })),
    );
    const exported = { exportedAt: Timestamp.fromMillis(1), exportBatch: 1 };
    for (const [id, revision, exportedRevision] of [
      ["a", 1, 1],
      ["b", 2, 1],
      ["c", 9, 7],
      ["d", 7, 7],
      ["e", 40, 39],
    ] as const)
      await write(id, { ...exported, revision, exportedRevision });
    expect(await register.tally(tenant)).toEqual({
      records: 1_105,
      approved: 1_105,
      backlog: 1_100,
      exported: 5,
      quarantined: 1_100,
      corrected: 3,
    });
  });
});
