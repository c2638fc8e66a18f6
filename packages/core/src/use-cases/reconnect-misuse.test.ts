import { beforeEach, describe, expect, it } from "vitest";
import { AdminBench, BOB, OTHER_SCHOOL } from "../../test/admin-bench.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
});

/** Answers that must change nothing: what comes of each, from a link that was revoked. */
describe("an answer that is misused changes nothing:", () => {
  beforeEach(() => bench.losesAccess());

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
