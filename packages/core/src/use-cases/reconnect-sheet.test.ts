import { beforeEach, describe, expect, it } from "vitest";
import { ADA, AdminBench, BOB, MORNING, SCHOOL } from "../../test/admin-bench.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { DAY_MS } from "../model/time.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
});

describe("a reconnect", () => {
  it("heals the link, puts the new credential in the old one's place and drains the backlog at once", async () => {
    await bench.losesAccess();
    expect(await bench.reconnect(await bench.consent())).toEqual({
      status: "reconnected",
      accountEmail: ADA,
    });
    const { link } = bench.state();
    expect(link).toMatchObject({ status: "active", errorCode: null, errorDetails: null });
    expect(link.polling.nextPollAt).toBe(bench.clock.now());
    expect(bench.credentials()).toEqual([link.grantVersion]);
    expect(bench.memory.queue.asked).toEqual([{ tenantId: SCHOOL, trigger: "reconnect", slot: null }]);
    await bench.run();
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });

  it("leaves nothing on the sheet but what was there", async () => {
    const before = bench.memory.spreadsheets.files().map(({ marks }) => marks.length);
    await bench.reconnect(await bench.consent());
    expect(bench.memory.spreadsheets.files().map(({ marks }) => marks.length)).toEqual(before);
  });

  it("may bring another account that can edit the file, and says which", async () => {
    bench.editors.add(BOB);
    const outcome = await bench.reconnect(await bench.consent({ account: BOB }));
    expect(outcome).toEqual({ status: "reconnected", accountEmail: BOB });
    expect(bench.state().link.accountEmail).toBe(BOB);
  });

  it("finds nothing to reconnect where the link was taken away, and tries nothing out", async () => {
    await bench.unlink();
    bench.meter.reset();
    expect(await bench.reconnect(await bench.consent())).toEqual({ status: "unlinked" });
    expect(bench.meter.counts["credentials.keep"]).toBeUndefined();
    expect(bench.meter.counts["setup.receiptsAreWriteOnce"]).toBeUndefined();
  });

  it("remembers when the new grant dies by itself", async () => {
    bench.google.grantMs = 7 * DAY_MS;
    await bench.reconnect(await bench.consent());
    expect(bench.state().link.grantExpiresAt).toBe(MORNING + 7 * DAY_MS);
  });

  it("ends a suspension", async () => {
    bench.polling({ suspendedAt: MORNING, ownFailures: 3, retryCount: 3, nextPollAt: MORNING + DAY_MS });
    await bench.reconnect(await bench.consent());
    expect(bench.state().link.polling).toMatchObject({
      suspendedAt: null,
      ownFailures: 0,
      retryCount: 0,
      nextPollAt: MORNING,
    });
  });

  it("is refused on a sheet whose receipts can be overwritten, and leaves no credential", async () => {
    const before = bench.credentials();
    for (const file of bench.memory.spreadsheets.files()) file.acceptsUsedIds = true;
    expect(await bench.reconnect(await bench.consent())).toEqual({
      status: "cannot-edit",
      accountEmail: ADA,
      code: "receipts-unsafe",
    });
    expect(bench.credentials()).toEqual(before);
  });

  it("stands though the old credential cannot be forgotten now, and hides no defect", async () => {
    const old = bench.credentials();
    bench.meter.rightBefore("credentials.forget", () => {
      throw new PortFailure("store-unavailable", "503");
    });
    expect(await bench.reconnect(await bench.consent())).toMatchObject({ status: "reconnected" });
    expect(bench.credentials()).toEqual([...old, bench.state().link.grantVersion]);
    const defect = new TypeError("undefined is not a function");
    bench.meter.rightBefore("credentials.forget", () => {
      throw defect;
    });
    await expect(bench.reconnect(await bench.consent())).rejects.toBe(defect);
  });

  it("stands though nobody could ask for the run: the link is due", async () => {
    bench.memory.queue.trouble = "queue-unavailable";
    expect(await bench.reconnect(await bench.consent())).toMatchObject({ status: "reconnected" });
    expect(bench.state().link.polling.nextPollAt).toBe(MORNING);
  });
});

describe("the right account after a wrong one", () => {
  it("heals the link, for nothing is remembered of the wrong one", async () => {
    await bench.losesAccess();
    expect(await bench.reconnect(await bench.consent({ account: BOB }))).toMatchObject({
      status: "cannot-edit",
    });
    expect(await bench.reconnect(await bench.consent())).toEqual({
      status: "reconnected",
      accountEmail: ADA,
    });
    await bench.run();
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });
});

describe("two tabs at once", () => {
  beforeEach(async () => {
    await bench.losesAccess();
    bench.editors.add(BOB);
  });

  it("leave the first one's account and credential in force, whole", async () => {
    const [adas, bobs] = [await bench.consent(), await bench.consent({ account: BOB })];
    // Bob's tab is done from beginning to end while Ada's is between its trial and its change.
    bench.meter.rightBefore("ledger.transact", () => bench.reconnect(bobs));
    expect(await bench.reconnect(adas)).toEqual({ status: "overtaken" });
    const { link } = bench.state();
    expect(link).toMatchObject({ status: "active", accountEmail: BOB });
    expect(bench.credentials()).toEqual([link.grantVersion]);
    await bench.run();
    expect(bench.state().link.status).toBe("active");
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });

  it("do not let a wrong account take away what the right one has just put in force", async () => {
    bench.editors.delete(BOB);
    const [adas, bobs] = [await bench.consent(), await bench.consent({ account: BOB })];
    bench.meter.rightBefore("setup.receiptsAreWriteOnce", () => bench.reconnect(adas));
    expect(await bench.reconnect(bobs)).toMatchObject({ status: "cannot-edit" });
    await bench.run();
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });

  it("answer both, each with its own state", async () => {
    const [one, two] = [await bench.consent(), await bench.consent()];
    const outcomes = await Promise.all([bench.reconnect(one), bench.reconnect(two)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["overtaken", "reconnected"]);
    expect(bench.credentials()).toEqual([bench.state().link.grantVersion]);
  });
});

describe("while Google or a store cannot be asked", () => {
  it.each(["provider-error", "client-misconfigured", "unreachable"] as const)(
    "an exchange that fails with %s is passed on, and changes nothing",
    async (code) => {
      const back = await bench.consent();
      const before = bench.snapshot();
      bench.google.trouble = code;
      await expect(bench.reconnect(back)).rejects.toMatchObject({ code });
      bench.google.trouble = undefined;
      expect(bench.snapshot()).toEqual(before);
    },
  );

  it("a sheet that cannot be tried now leaves no credential behind", async () => {
    const back = await bench.consent();
    const before = bench.snapshot();
    const failure = new PortFailure("provider-error", "503");
    bench.memory.spreadsheets.interruptNext({ moment: "before", failure });
    await expect(bench.reconnect(back)).rejects.toBe(failure);
    expect(bench.snapshot()).toEqual(before);
  });

  it("a lost answer of the store does not cost the link the credential that may be in force", async () => {
    await bench.losesAccess();
    const lost = new PortFailure("store-unavailable", "the answer is lost");
    bench.meter.rightAfter("ledger.transact", () => {
      throw lost;
    });
    await expect(bench.reconnect(await bench.consent())).rejects.toBe(lost);
    await bench.run();
    expect(bench.rows()).toEqual(["r001", "r002"]);
  });
});

describe("a run that began before the reconnect", () => {
  it("does not flag the healed link with its late 401, and the backlog drains at once", async () => {
    await bench.approve("r001");
    bench.google.withdraw(ADA);
    const before = bench.memory.queue.asked.length;
    // The run holds the old grant; the admin is done before its failure is answered.
    bench.meter.rightBefore("sink.append", async () => {
      await bench.reconnect(await bench.consent());
    });
    const late = await bench.run();
    expect(late?.ending).toMatchObject({ status: "failed", failure: { code: "access-revoked" } });
    expect(bench.state().link).toMatchObject({ status: "active", errorCode: null, incident: null });
    expect(bench.state().link.polling).toMatchObject({
      nextPollAt: bench.clock.now(),
      retryCount: 0,
      ownFailures: 0,
    });
    expect(bench.memory.queue.asked.length).toBe(before + 1);
    expect(bench.memory.notifier.told).toEqual([]);
    await bench.run();
    expect(bench.rows()).toEqual(["r001"]);
  });
});
