import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { AuthDesk } from "../test/admin-browser.ts";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";

const [firestore, pubsub, auth] = await Promise.all([
  testEmulator("firestore"),
  testEmulator("pubsub"),
  testEmulator("auth"),
]);
const missing = [firestore, pubsub, auth].find(({ host }) => host === "");
const { it } = missing ?? firestore;

const TEST_MS = 90_000;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

describe("the API as a function", () => {
  let cloud: LocalCloud;
  let north: LocalTenant;
  let south: LocalTenant;
  let desk: AuthDesk;
  let ada: string;
  beforeAll(async () => {
    if (missing !== undefined) return;
    cloud = await LocalCloud.open({ firestore: firestore.host, pubsub: pubsub.host, auth: auth.host });
    north = await LocalTenant.make(cloud, "school-north", 5);
    south = await LocalTenant.make(cloud, "school-north-10", 5);
    desk = new AuthDesk(auth.host, cloud.projectId);
    ada = await desk.signIn("ada", { tenantId: north.id, role: "admin" });
  }, TEST_MS);
  afterAll(() => cloud?.[Symbol.asyncDispose](), TEST_MS);

  const ask = async (method: string, path: string, token?: string, body?: object): Promise<Answer> => {
    const url = new URL(path, cloud.functions.urls.api);
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: answer.status, body: (await answer.json()) as Answer["body"] };
  };
  const links = "/api/v1/links";
  /** A tenant of one test, and its admin's token. */
  const organisation = async (name: string, records: number) => {
    const tenant = await LocalTenant.make(cloud, name, records);
    const admin = await desk.signIn(`admin-of-${name}`, { tenantId: tenant.id, role: "admin" });
    return { tenant, admin };
  };

  it("answers nobody without a token, nor with one that is forged or broken", async () => {
    const forged = desk.forge({ tenantId: north.id, role: "admin" });
    const expired = desk.forge({
      sub: "ada",
      uid: "ada",
      user_id: "ada",
      tenantId: north.id,
      role: "admin",
      exp: 1,
    });
    // The emulator signs nothing, so a signature that is wrong cannot be shown here; the SDK checks it against Google's keys.
    for (const token of [undefined, "x", forged, expired, ada.split(".")[1]])
      for (const [method, path, body] of [
        ["GET", `${links}/${north.id}`],
        ["POST", "/api/sync", { tenant: north.id }],
      ] as const)
        expect(await ask(method, path, token, body)).toMatchObject({
          status: 401,
          body: { error: "unauthorized" },
        });
  });

  it("answers no one who is no admin", async () => {
    for (const claims of [
      {},
      { tenantId: north.id },
      { tenantId: north.id, role: "staff" },
      { role: "admin" },
    ]) {
      const token = await desk.signIn(
        `bob-${JSON.stringify(claims).length}`,
        claims as Record<string, string>,
      );
      expect(await ask("GET", `${links}/${north.id}`, token)).toMatchObject({
        status: 403,
        body: { error: "not-admin" },
      });
    }
  });

  it("shows an admin nothing of another organisation, and nothing that is for operators", async () => {
    const before = await south.state();
    for (const [method, path, body] of [
      ["GET", `${links}/${south.id}`],
      ["GET", `${links}/${south.id}/runs`],
      ["GET", `/api/sync?tenant=${south.id}`],
      ["POST", "/api/sync", { tenant: south.id }],
      ["PATCH", `${links}/${south.id}`, { enabled: false }],
      ["POST", `${links}/${south.id}/consent`, {}],
      ["POST", `${links}/${south.id}/sheet`, { create: { title: "Mine" } }],
      ["DELETE", `${links}/${south.id}`],
    ] as const)
      expect(await ask(method, path, ada, body)).toMatchObject({
        status: 403,
        body: { error: "foreign-tenant" },
      });
    expect(await ask("GET", links, ada)).toMatchObject({ status: 403, body: { error: "operators-only" } });
    expect(await south.state()).toEqual(before);
  });

  it(
    "runs an export within the request, once though two ask at once, and shows it in the history",
    async () => {
      const { tenant, admin } = await organisation("school-west", 120);
      const both = await Promise.all(
        [1, 2].map(() => ask("POST", "/api/sync", admin, { tenant: tenant.id })),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const ran = both.find(({ status }) => status === 200)?.body.sync_run as { id: string };
      expect(ran).toMatchObject({ status: "completed", trigger: "manual", records_new: 120 });
      expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
        error: "run-under-way",
        run_id: ran.id,
      });
      expect(new Set(tenant.rows()).size).toBe(120);
      expect(tenant.rows()).toHaveLength(120);
      const { body: history } = await ask("GET", `${links}/${tenant.id}/runs`, admin);
      expect(history).toEqual({ runs: [ran], next: null });
      expect((await ask("GET", `${links}/${tenant.id}/runs/${ran.id}`, admin)).body).toEqual(ran);
    },
    TEST_MS,
  );

  it("shows the link with its records, sets its schedule and its sheet", async () => {
    const { tenant, admin } = await organisation("school-east", 120);
    await ask("POST", "/api/sync", admin, { tenant: tenant.id });
    const shown = await ask("GET", `${links}/${tenant.id}`, admin);
    expect(shown).toMatchObject({
      status: 200,
      body: { tenant: tenant.id, records: { approved: 120, exported: 120, waiting: 0 }, running: null },
    });
    const changed = await ask("PATCH", `${links}/${tenant.id}`, admin, { frequency: "weekly" });
    expect(changed.body).toMatchObject({ polling: { frequency: "weekly" } });
    expect(await ask("GET", `${links}/${tenant.id}/set-aside`, admin)).toEqual({
      status: 200,
      body: { records: [] },
    });
    const relinked = await ask("POST", `${links}/${tenant.id}/sheet`, admin, {
      create: { title: "New year" },
    });
    expect(relinked.status).toBe(200);
    expect(relinked.body.spreadsheetId).not.toBe(tenant.sheet.spreadsheetId);
    expect(relinked.body).toMatchObject({ status: "active", accountEmail: tenant.accountEmail });
    const nobodys = await ask("POST", `${links}/${tenant.id}/sheet`, admin, { url: "nobodys-sheet" });
    expect(nobodys).toMatchObject({ status: 422, body: { error: "spreadsheet-not-found" } });
  });

  it("begins a consent that carries what was chosen, bound to the admin", async () => {
    const { status, body } = await ask("POST", `${links}/${north.id}/consent`, ada, {
      sheet: { create: { title: "Chosen" } },
    });
    expect(status).toBe(200);
    expect(String(body.url)).toContain(cloud.sheets.url);
    const kept = await cloud.firestore.collection("consents").get();
    expect(kept.docs.map((document) => document.data())).toMatchObject([
      { tenantId: north.id, adminId: "ada", choice: { spreadsheet: { title: "Chosen" } } },
    ]);
  });

  it("has no page, no events and no metrics", async () => {
    for (const path of ["/", "/metrics", `${links}/${north.id}/events`, "/api/demo"])
      expect((await ask("GET", path, ada)).status).toBe(404);
  });
});
