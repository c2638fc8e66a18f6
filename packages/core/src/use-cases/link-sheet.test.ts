import { beforeEach, describe, expect, it } from "vitest";
import { ADA, AdminBench, BOB, MORNING, OTHER_SCHOOL, SCHOOL } from "../../test/admin-bench.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { spreadsheetId, tenantId } from "../model/ids.ts";
import { DAY_MS, timeZone } from "../model/time.ts";

let bench: AdminBench;
beforeEach(() => {
  bench = new AdminBench();
});

const marks = (): number =>
  bench.memory.spreadsheets.files().reduce((sum, file) => sum + file.marks.length, 0);

/** A spreadsheet of the school's own, which it made itself. */
const ownFile = (title: string) => bench.memory.spreadsheets.create(title, timeZone("UTC")).spreadsheetId;

describe("a first link", () => {
  it("makes a spreadsheet with our tab and its header, hourly and due at once", async () => {
    const { link } = await bench.link({ grantExpiresAt: MORNING + 7 * DAY_MS });
    const file = bench.memory.spreadsheets.file(link.sheet.spreadsheetId);
    expect(file?.title).toBe("Attendance");
    expect(file?.tab(link.sheet.tabId)?.rows).toEqual([["Record"]]);
    expect(link).toMatchObject({
      status: "active",
      accountEmail: ADA,
      grantExpiresAt: MORNING + 7 * DAY_MS,
      polling: { enabled: true, frequency: "hourly", nextPollAt: MORNING, maxRetries: 3 },
    });
    expect(bench.credentials()).toEqual([link.grantVersion]);
    expect(marks()).toBe(0);
  });

  it("adopts a file by its id, and leaves what stands in it", async () => {
    const id = ownFile("Our own");
    const before = bench.memory.spreadsheets.file(id)?.tabs.map(({ title }) => title) ?? [];
    const { link } = await bench.link({ spreadsheet: { id } });
    expect(link.sheet.spreadsheetId).toBe(id);
    expect(bench.memory.spreadsheets.file(id)?.tabs.map(({ title }) => title)).toEqual([
      ...before,
      "Attendance",
    ]);
  });

  it("of an account that may not edit the file comes to nothing, and leaves no credential", async () => {
    const id = ownFile("Not yours");
    await expect(bench.link({ spreadsheet: { id }, accountEmail: BOB })).rejects.toMatchObject({
      code: "access-denied",
    });
    expect(bench.memory.database.tenant(SCHOOL).state).toBeUndefined();
    expect(bench.credentials()).toEqual([]);
    // And nothing of the wrong account is remembered for the right one.
    expect((await bench.link({ spreadsheet: { id } })).link.accountEmail).toBe(ADA);
  });

  it("of a file that is not there comes to nothing", async () => {
    const request = { spreadsheet: { id: spreadsheetId("nowhere") } };
    await expect(bench.link(request)).rejects.toMatchObject({ code: "spreadsheet-not-found" });
    expect(bench.credentials()).toEqual([]);
  });

  it("is refused where receipts do not hold, before anything is added to the file", async () => {
    const id = ownFile("Unsafe");
    const file = bench.memory.spreadsheets.file(id);
    if (file === undefined) throw new Error("the file is missing");
    file.acceptsUsedIds = true;
    const tabs = file.tabs.length;
    await expect(bench.link({ spreadsheet: { id } })).rejects.toMatchObject({ code: "receipts-unsafe" });
    expect(file.tabs.length).toBe(tabs);
    expect(marks()).toBe(0);
  });

  it("whose answer is lost by the store keeps the credential that may be in force", async () => {
    bench.meter.rightAfter("ledger.transact", () => {
      throw new PortFailure("store-unavailable", "the answer is lost");
    });
    await expect(bench.link()).rejects.toMatchObject({ code: "store-unavailable" });
    await bench.approve("r001");
    await bench.run();
    expect(bench.rows()).toEqual(["r001"]);
  });
});

describe("another link", () => {
  it("to the same file keeps the schedule that the admin chose, and forgets the replaced credential", async () => {
    await bench.link();
    bench.polling({ frequency: "daily", maxRetries: 5 });
    const { link } = await bench.link();
    expect(link.polling).toMatchObject({ frequency: "daily", maxRetries: 5, nextPollAt: MORNING });
    expect(bench.credentials()).toEqual([link.grantVersion]);
  });

  it("that comes to nothing leaves the old one as it was", async () => {
    await bench.link();
    const before = bench.state();
    await expect(bench.link({ accountEmail: BOB })).rejects.toMatchObject({ code: "access-denied" });
    expect(bench.state()).toEqual(before);
    expect(bench.credentials()).toEqual([before.link.grantVersion]);
    await bench.approve("r001");
    await bench.run();
    expect(bench.rows()).toEqual(["r001"]);
  });

  it("while a run is at work is due at once, whatever the run makes of it", async () => {
    await bench.link();
    await bench.approve("r001");
    bench.meter.rightAfter("sink.append", () => bench.link({ spreadsheet: { title: "Next year" } }));
    await bench.run();
    expect(bench.state().link.polling.nextPollAt).toBe(bench.clock.now());
    expect(bench.state().link.lastSyncStatus).toBeNull();
  });

  it("A, B and back to A loses no record and repeats none", async () => {
    const [a, b] = [ownFile("A"), ownFile("B")];
    const rowsOf = (id: typeof a): readonly string[] =>
      (bench.memory.spreadsheets.file(id)?.tabs ?? [])
        .flatMap(({ rows }) => rows.map(([cell]) => String(cell)))
        .filter((cell) => cell.startsWith("r"));
    await bench.link({ spreadsheet: { id: a } });
    await bench.approve("r001", "r002");
    await bench.run();
    // On its way to A when the admin moves to B: the answer never comes, and the rows land later.
    await bench.approve("r003", "r004");
    const failure = new PortFailure("no-answer", "the answer is lost");
    bench.memory.spreadsheets.interruptNext({ moment: "late", failure });
    await bench.run();
    await bench.link({ spreadsheet: { id: b } });
    await bench.approve("r005");
    await bench.run();
    // To B go all that are not on A for certain; the late request then lands on A as well.
    expect(rowsOf(b)).toEqual(["r003", "r004", "r005"]);
    bench.memory.spreadsheets.land();
    bench.clock.pass(600_000);
    await bench.link({ spreadsheet: { id: a } });
    await bench.approve("r006");
    await bench.run();
    await bench.run();
    expect(rowsOf(a)).toEqual(["r001", "r002", "r003", "r004", "r006"]);
    expect(rowsOf(b)).toEqual(["r003", "r004", "r005"]);
    expect(bench.state().ledger).toMatchObject({ open: null, orphans: [] });
  });
});

describe("taking a link away", () => {
  it("ends the schedule, keeps the history and gives the grant back", async () => {
    await bench.link();
    await bench.approve("r001");
    await bench.run();
    const runs = bench.memory.database.tenant(SCHOOL).runs.size;
    const token = await bench.token();
    expect(await bench.unlink()).toMatchObject({ status: "unlinked", polling: { nextPollAt: null } });
    expect(bench.google.accountOf(token)).toBeUndefined();
    expect(bench.credentials()).toEqual([]);
    expect(bench.memory.database.tenant(SCHOOL).runs.size).toBe(runs);
    expect(await bench.run()).toBeUndefined();
  });

  it("revokes nothing while another tenant's link uses the account, however its address is written", async () => {
    await bench.link();
    await bench.link({ tenantId: OTHER_SCHOOL, accountEmail: ADA });
    bench.memory.database.tenant(OTHER_SCHOOL).state = {
      ...bench.state(OTHER_SCHOOL),
      link: { ...bench.state(OTHER_SCHOOL).link, accountEmail: "Ada@Example.org" },
    };
    bench.meter.reset();
    await bench.unlink();
    expect(bench.meter.counts["google.revoke"]).toBeUndefined();
    expect(bench.credentials()).toEqual([]);
    expect(await bench.run(OTHER_SCHOOL)).toMatchObject({ ending: { status: "drained" } });
    // The last one does.
    await bench.unlink(OTHER_SCHOOL);
    expect(bench.meter.counts["google.revoke"]).toBe(1);
  });

  it("looks through all links, page by page, before it revokes", async () => {
    await bench.link();
    await bench.link({ tenantId: OTHER_SCHOOL });
    const { link, ledger } = bench.state();
    // Their ids come first, so that the one that matters is behind two pages of them.
    for (let number = 0; number < 1_000; number++) {
      const id = tenantId(`college-${number}`);
      const state = { link: { ...link, tenantId: id, accountEmail: "eve@example.org" }, ledger };
      bench.memory.database.tenant(id).state = state;
    }
    bench.meter.reset();
    await bench.unlink();
    expect(bench.meter.counts["links.list"]).toBe(3);
    expect(bench.meter.counts["google.revoke"]).toBeUndefined();
  });

  it("revokes where the other links of the account were taken away before", async () => {
    await bench.link();
    await bench.link({ tenantId: OTHER_SCHOOL });
    await bench.unlink(OTHER_SCHOOL);
    bench.meter.reset();
    await bench.unlink();
    expect(bench.meter.counts["google.revoke"]).toBe(1);
  });

  it("finishes when it is repeated what Google's silence left undone", async () => {
    await bench.link();
    bench.google.trouble = "unreachable";
    await expect(bench.unlink()).rejects.toMatchObject({ code: "unreachable" });
    // The link itself is gone already: no run fails on it meanwhile.
    expect(await bench.run()).toBeUndefined();
    bench.google.trouble = undefined;
    await bench.unlink();
    expect(bench.credentials()).toEqual([]);
  });

  it("forgets a credential that does not open, since nobody can give it back", async () => {
    await bench.link();
    const [version = 0] = bench.credentials();
    const sealed = { keyId: "lost", nonce: "1", ciphertext: "?" };
    await bench.memory.credentials.keep({ tenantId: SCHOOL, version }, sealed);
    expect(await bench.unlink()).toMatchObject({ status: "unlinked" });
    expect(bench.credentials()).toEqual([]);
  });

  it("does nothing where the tenant has no link", async () => {
    expect(await bench.unlink()).toBeUndefined();
  });

  it("and linking again goes on with what was not exported, its schedule on", async () => {
    const id = ownFile("Ours");
    await bench.link({ spreadsheet: { id } });
    await bench.approve("r001");
    await bench.run();
    await bench.unlink();
    await bench.approve("r002");
    const { link } = await bench.link({ spreadsheet: { id } });
    expect(link.polling).toMatchObject({ enabled: true, nextPollAt: MORNING });
    await bench.run();
    expect(bench.rows()).toEqual(["r002"]);
  });
});
