import { beforeEach, describe, expect, it } from "vitest";
import { ADA, ADMIN, AdminBench, BOB, MORNING, OTHER_SCHOOL, SCHOOL } from "../../test/admin-bench.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { DAY_MS } from "../model/time.ts";
import { StartConsent } from "./start-consent.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
});

/** Ada takes back what she granted; the next run finds out. */
const revoked = async (): Promise<void> => {
  await bench.approve("r001", "r002");
  bench.google.withdraw(ADA);
  await bench.run();
  expect(bench.state().link).toMatchObject({ status: "error", errorCode: "access-revoked" });
};

describe("a reconnect", () => {
  it("heals the link, puts the new credential in the old one's place and drains the backlog at once", async () => {
    await revoked();
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

/** Answers that must change nothing: what comes of each, from a link that was revoked. */
describe("an answer that is misused changes nothing:", () => {
  beforeEach(revoked);

  it.each([
    [
      "a wrong account",
      () => bench.consent({ account: BOB }),
      { status: "cannot-edit", accountEmail: BOB, code: "access-denied" },
    ],
    ["a consent that was denied", () => bench.consent({ decision: "deny" }), { status: "denied" }],
    ["a permission left unticked", () => bench.consent({ untick: ["sheets"] }), { status: "scope-missing" }],
    [
      "a code that nobody gave",
      async () => ({ ...(await bench.consent()), code: "made-up" }),
      { status: "code-refused" },
    ],
    [
      "another error than a denial",
      async () => ({ ...(await bench.consent()), code: undefined, error: "server_error" }),
      { status: "code-refused" },
    ],
    [
      "a state that nobody began",
      async () => ({ ...(await bench.consent()), state: "made-up" }),
      { status: "state-unknown" },
    ],
    [
      "an answer after eleven minutes",
      async () => {
        const back = await bench.consent();
        bench.clock.pass(11 * 60_000);
        return back;
      },
      { status: "state-unknown" },
    ],
    [
      "an answer to another tenant's question",
      () => bench.consent({ tenant: OTHER_SCHOOL }),
      { status: "state-foreign" },
    ],
    [
      "an answer to another admin's question",
      () => bench.consent({ admin: "admin-2" }),
      { status: "state-foreign" },
    ],
  ])("%s", async (_what, answer, outcome) => {
    const back = await answer();
    const before = bench.snapshot();
    expect(await bench.reconnect(back)).toEqual(outcome);
    expect(bench.snapshot()).toEqual(before);
  });

  it("a code that was used before, under a state of its own", async () => {
    const used = await bench.consent();
    await bench.reconnect(used);
    const again = await bench.consent();
    const before = bench.snapshot();
    expect(await bench.reconnect({ ...again, code: used.code })).toEqual({ status: "code-refused" });
    expect(bench.snapshot()).toEqual(before);
  });

  it("a whole answer that is replayed", async () => {
    const back = await bench.consent();
    expect(await bench.reconnect(back)).toMatchObject({ status: "reconnected" });
    const before = bench.snapshot();
    expect(await bench.reconnect(back)).toEqual({ status: "state-unknown" });
    expect(bench.snapshot()).toEqual(before);
  });

  it("a code stolen from an admin's browser, under the thief's own state: the verifier is another", async () => {
    const stolen = await bench.consent();
    const own = await bench.consent({ tenant: OTHER_SCHOOL, admin: "thief" });
    const before = bench.snapshot();
    const thief = { tenantId: OTHER_SCHOOL, adminId: "thief" };
    expect(await bench.reconnect({ ...own, code: stolen.code }, thief)).toEqual({ status: "code-refused" });
    expect(bench.snapshot()).toEqual(before);
  });

  it("the attacker's own answer, slipped to an admin by a link (CSRF)", async () => {
    bench.editors.add("mallory@example.org");
    const attackers = await bench.consent({
      tenant: OTHER_SCHOOL,
      admin: "mallory",
      account: "mallory@example.org",
    });
    const before = bench.snapshot();
    // The admin's own session carries tenant and admin; the link carries state and code.
    expect(await bench.reconnect(attackers)).toEqual({ status: "state-foreign" });
    expect(bench.snapshot()).toEqual(before);
    // Nor does it help the attacker to try once more: the state is used up.
    const asMallory = { tenantId: OTHER_SCHOOL, adminId: "mallory" };
    expect(await bench.reconnect(attackers, asMallory)).toEqual({ status: "state-unknown" });
  });

  it("an answer that comes after the link was taken away", async () => {
    const back = await bench.consent();
    await bench.unlink();
    const before = bench.snapshot();
    expect(await bench.reconnect(back)).toEqual({ status: "unlinked" });
    expect(bench.snapshot()).toEqual(before);
  });

  it("an answer while the link is taken away", async () => {
    const back = await bench.consent();
    bench.meter.rightAfter("setup.receiptsAreWriteOnce", () => bench.unlink());
    expect(await bench.reconnect(back)).toEqual({ status: "unlinked" });
    expect(bench.state().link.status).toBe("unlinked");
    expect(bench.credentials()).toEqual([]);
  });

  it("an answer for a tenant that has no link", async () => {
    const tenant = OTHER_SCHOOL;
    const back = await bench.consent({ tenant });
    expect(await bench.reconnect(back, { tenantId: tenant })).toEqual({ status: "unlinked" });
  });
});

describe("the right account after a wrong one", () => {
  it("heals the link, for nothing is remembered of the wrong one", async () => {
    await revoked();
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
    await revoked();
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
    await revoked();
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

describe("a consent that is begun", () => {
  it("suggests the account that is connected, and carries a state and a challenge that nobody can guess", async () => {
    const start = new StartConsent(bench.ports);
    const pages = [];
    for (let index = 0; index < 50; index++)
      pages.push(bench.google.page((await start.execute(SCHOOL, ADMIN)).url));
    expect(new Set(pages.map(({ state }) => state)).size).toBe(50);
    expect(new Set(pages.map(({ challenge }) => challenge)).size).toBe(50);
    for (const { suggests, state } of pages) {
      expect(suggests).toBe(ADA);
      expect(state.length).toBeGreaterThanOrEqual(40);
    }
  });

  it("keeps a digest of the state and a verifier that PKCE allows, never the state", async () => {
    const { url } = await new StartConsent(bench.ports).execute(SCHOOL, ADMIN);
    const { state } = bench.google.page(url);
    const [pending] = bench.memory.database.consents.values();
    expect(JSON.stringify(pending)).not.toContain(state);
    expect(pending?.verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
    expect(pending?.expiresAt).toBe(MORNING + 10 * 60_000);
  });

  it("suggests nobody where another sheet is to be linked: it may be another account's", async () => {
    const { url } = await new StartConsent(bench.ports).execute(SCHOOL, ADMIN, bench.choice());
    expect(bench.google.page(url).suggests).toBeUndefined();
  });

  it("suggests nobody where nothing is linked", async () => {
    const { url } = await new StartConsent(bench.ports).execute(OTHER_SCHOOL, ADMIN);
    expect(bench.google.page(url).suggests).toBeUndefined();
  });
});
