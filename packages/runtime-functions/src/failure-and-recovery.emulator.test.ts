import { failureKind } from "@attendance-export/core";
import { answerConsent } from "@attendance-export/emulator-sheets";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { AuthDesk, call } from "../test/admin-browser.ts";
import type { LogLine } from "../test/functions-process.ts";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";
import { secretsInLog } from "../test/log-secrets.ts";

const [firestore, pubsub, auth] = await Promise.all([
  testEmulator("firestore"),
  testEmulator("pubsub"),
  testEmulator("auth"),
]);
const needed = [firestore, pubsub, auth];
const missing = needed.find(({ host }) => host === "");
const { it } = missing ?? firestore;

/** Two batches: the first one has 2 MB. */
const RECORDS = 3_000;
const DEVICES = ["ada-phone", "ada-laptop", "bob-phone"];
const NEW_ACCOUNT = "office@example.org";
const STRANGER = "stranger@example.org";
const PATIENCE = { timeout: 60_000, interval: 25 } as const;
const TEST_MS = 90_000;

/** Seed 001 (SEQ-ER-008), by its sequence numbers; seed 000, scenario 3, for the push. */
describe("an export that fails for good, and its recovery", () => {
  let cloud: LocalCloud;
  let tenant: LocalTenant;
  let admin: string;
  let desk: AuthDesk;
  beforeAll(async () => {
    if (missing !== undefined) return;
    cloud = await LocalCloud.open({ firestore: firestore.host, pubsub: pubsub.host, auth: auth.host });
    tenant = await LocalTenant.make(cloud, "school-north", RECORDS);
    await tenant.register(...DEVICES);
    desk = new AuthDesk(auth.host, cloud.projectId);
    admin = await desk.signIn("ada", { tenantId: tenant.id, role: "admin" });
  }, TEST_MS);
  afterAll(() => cloud?.[Symbol.asyncDispose](), TEST_MS);

  /** Whatever was done: no secret in the log, nor one stored in clear. */
  afterEach(async () => {
    if (missing !== undefined) return;
    expect(secretsInLog(cloud)).toEqual([]);
    const stored = await cloud.firestore.collectionGroup("private").get();
    expect(stored.docs.filter(({ id }) => id.startsWith("credential-")).length).toBeGreaterThan(0);
    expect(JSON.stringify(stored.docs.map((document) => document.data()))).not.toContain("1//");
  });

  const runs = (): readonly LogLine[] =>
    cloud.functions.lines.filter(({ event }) => event === "run.finished");
  /** The document that the dashboard listens to. */
  const shown = async () =>
    (await cloud.firestore.doc(`tenants/${tenant.id}/integrations/googleSheets`).get()).data() ?? {};
  const pushesOf = (kind: string): readonly string[] =>
    cloud.fcm.requests
      .filter(({ body }) => (body.message.data as { kind: string }).kind === kind)
      .map(({ body }) => body.message.token);
  const start = (token?: string) => call(cloud.functions.urls.startGoogleConsent ?? "", {}, token);
  const save = (data: object, token?: string) =>
    call(cloud.functions.urls.saveNewGoogleToken ?? "", data, token);
  /** What the browser brings back from Google. */
  const consent = async (email: string) => {
    const { result } = await start(admin);
    const back = await answerConsent(String(result?.url), { email });
    return { state: back.searchParams.get("state"), authCode: back.searchParams.get("code") };
  };

  /** Gives back how many records were written: those of the batches before the account lost its rights. */
  const googleAnswers403InTheMiddle = async (): Promise<number> => {
    // 3: after the first batch the account loses its rights, and Google answers 403 to the second.
    cloud.onGoogleCall = ({ method, status, requestBody }) => {
      if (method === "spreadsheets.batchUpdate" && status === 200 && requestBody.includes("appendCells"))
        cloud.sheets.people.unshare(tenant.sheet.spreadsheetId, tenant.accountEmail);
    };
    // 1: the schedule's message. 1a, 1b, 2: the run reads the link and the backlog, and writes.
    await cloud.publishSchedule();
    await expect.poll(() => runs().length, PATIENCE).toBe(1);
    const written = tenant.rows().length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(RECORDS);
    // 4: caught, and logged as an error, once for the incident.
    expect(runs()).toMatchObject([
      {
        severity: "ERROR",
        outcome: "failed",
        code: "access-denied",
        blame: "link",
        incidentOpened: true,
        counts: { exported: written, batches: 1 },
      },
    ]);
    return written;
  };

  const theLinkShowsItAndEveryDeviceIsToldOnce = async (): Promise<void> => {
    // 5: the status document says what happened and what to do.
    expect(await shown()).toMatchObject({
      status: "error",
      errorCode: "access-denied",
      errorDetails: failureKind("access-denied").admin,
      lastSyncStatus: "Failed",
      lastSyncTimestamp: null,
    });
    // Seed 000, scenario 3: one push to each device of each admin.
    expect([...pushesOf("link-failed")].sort()).toEqual([...DEVICES].sort());
    expect(cloud.fcm.requests).toHaveLength(DEVICES.length);
  };

  const nobodyIsToldAgainWhileItStaysSo = async (written: number): Promise<void> => {
    await cloud.request({ tenantId: tenant.id, trigger: "schedule", slot: null });
    await expect.poll(() => runs().length, PATIENCE).toBe(2);
    expect(runs().at(-1)).toMatchObject({ severity: "WARNING", outcome: "failed", incidentOpened: false });
    expect(cloud.fcm.requests).toHaveLength(DEVICES.length);
    expect(tenant.rows()).toHaveLength(written);
    expect(await tenant.marked()).toBe(written);
  };

  const aNewTokenHealsTheLink = async (): Promise<void> => {
    cloud.onGoogleCall = () => undefined;
    cloud.sheets.people.share(tenant.sheet.spreadsheetId, NEW_ACCOUNT);
    // 9, 9a, 10: the code is exchanged, the token sealed and stored, the link active.
    const answer = await save(await consent(NEW_ACCOUNT), admin);
    const result = { success: true, outcome: "reconnected", accountEmail: NEW_ACCOUNT };
    expect(answer).toEqual({ status: 200, result });
    // 11: what the dashboard's listener gets, by which it hides the banner (12).
    expect(await shown()).toMatchObject({ status: "active", errorCode: null, errorDetails: null });
  };

  /** Once, and without waiting for a slot. */
  const theBacklogDrains = async (written: number): Promise<void> => {
    await expect.poll(() => runs().length, PATIENCE).toBe(3);
    expect(runs().at(-1)).toMatchObject({
      severity: "INFO",
      trigger: "reconnect",
      outcome: "drained",
      counts: { exported: RECORDS - written },
    });
    const rows = tenant.rows();
    expect(rows).toHaveLength(RECORDS);
    expect(new Set(rows).size).toBe(RECORDS);
    expect(await tenant.marked()).toBe(RECORDS);
    expect(await shown()).toMatchObject({ lastSyncStatus: "Success", accountEmail: NEW_ACCOUNT });
    expect([...pushesOf("link-healed")].sort()).toEqual([...DEVICES].sort());
  };

  it(
    "1 to 12: is told once, marks nothing that is not on the sheet, and a new token drains the backlog without duplicates",
    async () => {
      const written = await googleAnswers403InTheMiddle();
      await theLinkShowsItAndEveryDeviceIsToldOnce();
      // The note to 5: no record is marked that is not on the sheet.
      expect(await tenant.marked()).toBe(written);
      await nobodyIsToldAgainWhileItStaysSo(written);
      await aNewTokenHealsTheLink();
      await theBacklogDrains(written);
    },
    TEST_MS * 2,
  );

  it("9: lets nobody in but the tenant's own admin", async () => {
    const staff = await desk.signIn("sam", { tenantId: tenant.id, role: "staff" });
    const forged = desk.forge({ tenantId: tenant.id, role: "admin" });
    expect((await start()).error?.status).toBe("UNAUTHENTICATED");
    expect((await start(forged)).error?.status).toBe("UNAUTHENTICATED");
    expect((await start(staff)).error?.status).toBe("PERMISSION_DENIED");
    const other = await desk.signIn("zoe", { tenantId: "school-north-10", role: "admin" });
    const answer = await consent(STRANGER);
    expect((await save(answer, other)).error).toMatchObject({
      status: "PERMISSION_DENIED",
      details: { reason: "state-foreign" },
    });
    // That used the consent up: it is nobody's any more.
    expect((await save(answer, admin)).error).toMatchObject({
      status: "FAILED_PRECONDITION",
      details: { reason: "state-unknown" },
    });
    expect((await save({ authCode: "4/0abc" }, admin)).error?.status).toBe("INVALID_ARGUMENT");
  });

  it("9: refuses an account that may not edit this sheet, says so, and changes nothing", async () => {
    const before = await shown();
    expect((await save(await consent(STRANGER), admin)).error).toMatchObject({
      status: "FAILED_PRECONDITION",
      details: { reason: "cannot-edit", accountEmail: STRANGER },
    });
    expect(await shown()).toEqual(before);
  });
});
