import { beforeEach, describe, expect, it } from "vitest";
import { ADA, AdminBench, BOB, SCHOOL } from "../../test/admin-bench.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { spreadsheetId } from "../model/ids.ts";
import { ReadSetAside } from "./read-set-aside.ts";

let bench: AdminBench;
beforeEach(() => {
  bench = new AdminBench();
});

describe("a consent that is asked for in order to link", () => {
  it("links the sheet that was chosen, by the account that consented, and asks for its backlog", async () => {
    await bench.approve("r001", "r002");
    const back = await bench.consent({ choice: bench.choice() });
    expect(await bench.reconnect(back)).toEqual({ status: "linked", accountEmail: ADA });
    const { link } = bench.state();
    expect(link).toMatchObject({ status: "active", accountEmail: ADA, timeZone: "America/Toronto" });
    expect(bench.credentials()).toEqual([link.grantVersion]);
    expect(bench.memory.queue.asked).toEqual([{ tenantId: SCHOOL, trigger: "manual", slot: null }]);
    await bench.run();
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });

  it("may bring another account and another sheet to a link, and repeats no record there", async () => {
    await bench.link();
    await bench.approve("r001");
    await bench.run();
    bench.editors.add(BOB);
    const back = await bench.consent({ account: BOB, choice: bench.choice() });
    expect(await bench.reconnect(back)).toEqual({ status: "linked", accountEmail: BOB });
    await bench.approve("r002");
    await bench.run();
    expect(bench.rows()).toEqual(["r002"]);
  });

  it("links nothing where the account cannot work on the file, and says why", async () => {
    const back = await bench.consent({ account: BOB, choice: bench.choice() });
    const outcome = await bench.reconnect(back);
    expect(outcome).toEqual({ status: "cannot-link", accountEmail: BOB, code: "access-denied" });
    expect(bench.memory.database.tenant(SCHOOL).state).toBeUndefined();
    expect(bench.credentials()).toEqual([]);
    expect(bench.memory.queue.asked).toEqual([]);
  });

  it("is refused like any other: by somebody else, a second time, denied, too late", async () => {
    const choice = bench.choice();
    const foreign = await bench.consent({ choice });
    expect(await bench.reconnect(foreign, { adminId: "admin-2" })).toEqual({ status: "state-foreign" });
    expect(await bench.reconnect(foreign)).toEqual({ status: "state-unknown" });
    expect(await bench.reconnect(await bench.consent({ choice, decision: "deny" }))).toEqual({
      status: "denied",
    });
    const late = await bench.consent({ choice });
    bench.clock.pass(10 * 60_000);
    expect(await bench.reconnect(late)).toEqual({ status: "state-unknown" });
    expect(bench.memory.database.tenant(SCHOOL).state).toBeUndefined();
  });

  it("stands though nobody could ask for the run: the link is due", async () => {
    bench.memory.queue.trouble = "queue-unavailable";
    const back = await bench.consent({ choice: bench.choice() });
    expect(await bench.reconnect(back)).toMatchObject({ status: "linked" });
    expect(bench.state().link.polling.nextPollAt).toBe(bench.clock.now());
  });
});

describe("another sheet with the present consent", () => {
  beforeEach(() => bench.link().then(() => undefined));

  it("takes the exports from then on, with account, zone and columns as they were", async () => {
    await bench.approve("r001");
    await bench.run();
    const before = bench.state();
    const asked = bench.memory.queue.asked.length;
    expect(await bench.relink({ title: "The new year" })).toEqual({ status: "linked" });
    expect(bench.memory.queue.asked.slice(asked)).toEqual([
      { tenantId: SCHOOL, trigger: "manual", slot: null },
    ]);
    const { link } = bench.state();
    const { accountEmail, timeZone, template } = before.link;
    expect(link).toMatchObject({ status: "active", accountEmail, timeZone, template });
    expect(link.sheet.spreadsheetId).not.toBe(before.link.sheet.spreadsheetId);
    expect(bench.credentials()).toEqual([link.grantVersion]);
    await bench.approve("r002");
    await bench.run();
    expect([bench.rows(before), bench.rows()]).toEqual([["r001"], ["r002"]]);
    // And back: what is there stays there once.
    expect(await bench.relink({ id: before.link.sheet.spreadsheetId })).toEqual({ status: "linked" });
    await bench.approve("r003");
    await bench.run();
    expect([bench.rows(before), bench.rows()]).toEqual([["r001"], ["r003"]]);
  });

  it("needs a consent after the link was taken away, though its credential is still there", async () => {
    const { link } = bench.state();
    const grant = { tenantId: SCHOOL, version: link.grantVersion };
    const sealed = await bench.memory.credentials.find(grant);
    await bench.unlink();
    if (sealed !== undefined) await bench.memory.credentials.keep(grant, sealed);
    expect(await bench.relink({ title: "Elsewhere" })).toEqual({ status: "consent-needed" });
  });

  it("passes on what passes by itself, and a defect", async () => {
    const outage = new PortFailure("provider-error", "503");
    bench.memory.spreadsheets.interruptNext({ moment: "before", failure: outage });
    await expect(bench.relink({ title: "Elsewhere" })).rejects.toBe(outage);
    const defect = new TypeError("undefined is not a function");
    bench.meter.rightBefore("setup.create", () => {
      throw defect;
    });
    await expect(bench.relink({ title: "Elsewhere" })).rejects.toBe(defect);
  });

  it("needs a consent where there is no link, none any more, or no credential", async () => {
    const elsewhere = { title: "Elsewhere" };
    await bench.memory.credentials.forget({ tenantId: SCHOOL, version: bench.state().link.grantVersion });
    expect(await bench.relink(elsewhere)).toEqual({ status: "consent-needed" });
    await bench.unlink();
    expect(await bench.relink(elsewhere)).toEqual({ status: "consent-needed" });
    expect(await new AdminBench().relink(elsewhere)).toEqual({ status: "consent-needed" });
  });

  it("is not the linked one again, unless that link is in error: then it gets a new tab", async () => {
    const { sheet } = bench.state().link;
    expect(await bench.relink({ id: sheet.spreadsheetId })).toEqual({ status: "already-linked" });
    await bench.approve("r001");
    bench.memory.spreadsheets.interruptNext({
      moment: "before",
      failure: new PortFailure("tab-missing", "the tab is gone"),
    });
    await bench.run();
    expect(bench.state().link).toMatchObject({ status: "error", errorCode: "tab-missing" });
    expect(await bench.relink({ id: sheet.spreadsheetId })).toEqual({ status: "linked" });
    expect(bench.state().link).toMatchObject({ status: "active", errorCode: null });
    expect(bench.state().link.sheet.tabId).not.toBe(sheet.tabId);
    await bench.run();
    expect(bench.rows()).toEqual(["r001"]);
  });

  it("changes nothing where the account cannot work on the file, and says why", async () => {
    const before = bench.snapshot();
    const missing = { id: spreadsheetId("nobodys-file") };
    expect(await bench.relink(missing)).toEqual({ status: "cannot-link", code: "spreadsheet-not-found" });
    bench.google.withdraw(ADA);
    expect(await bench.relink({ title: "x" })).toEqual({ status: "cannot-link", code: "access-revoked" });
    expect(bench.snapshot()).toEqual(before);
  });
});

describe("records that are set aside", () => {
  it("are shown with what to mend until they are edited or exported", async () => {
    await bench.link();
    await bench.approve("r001", "r002", "r003");
    const entry = (id: string) => {
      const record = bench.memory.database
        .tenant(SCHOOL)
        .records.all()
        .find((one) => one.record.id === id);
      if (record === undefined) throw new Error(`no record ${id}`);
      return { recordId: record.record.id, revision: record.record.revision, reason: "Too long.", since: 1 };
    };
    const setAside = [entry("r001"), entry("r002")];
    await bench.memory.attendance.setAside(SCHOOL, setAside);
    const read = new ReadSetAside(bench.memory);
    expect(await read.execute(SCHOOL, 200)).toEqual(setAside);
    expect(await read.execute(SCHOOL, 1)).toEqual([setAside[0]]);
    await bench.memory.attendance.setAside(SCHOOL, [{ ...entry("r002"), revision: 7 }]);
    expect(await read.execute(SCHOOL, 200)).toEqual([setAside[0]]);
  });

  it("are not shown once they are rejected, exported or gone", async () => {
    await bench.link();
    const { records, quarantine } = bench.memory.database.tenant(SCHOOL);
    const read = new ReadSetAside(bench.memory);
    const shown = async () => (await read.execute(SCHOOL, 200)).map((entry) => entry.recordId);
    await bench.approve("r001", "r002", "r003");
    for (const { record } of records.all())
      quarantine.set(record.id, { recordId: record.id, revision: 1, reason: "Too long.", since: 1 });
    expect(await shown()).toEqual(["r001", "r002", "r003"]);
    for (const { record } of records.all()) {
      if (record.id === "r001") records.set({ record: { ...record, status: "rejected" }, mark: null });
      if (record.id === "r002") records.set({ record, mark: { exportedAt: 1, batch: 1, revision: 1 } });
      if (record.id === "r003") records.delete(record.id);
    }
    expect(await shown()).toEqual([]);
  });
});
