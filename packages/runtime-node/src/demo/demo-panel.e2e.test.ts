import { answerConsent } from "@attendance-export/emulator-sheets";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "../composition.ts";
import { organisations } from "../sample/organisations.ts";
import { verifyTenant } from "../verify-tenant.ts";
import { serveDemo } from "./demo-service.ts";
import { linkDemoTenants } from "./demo-tenant.ts";
import { type DemoPlace, openDemoPlace } from "./demo-world.ts";
import { LastSent } from "./last-sent.ts";

const [organisation] = organisations;
const { tenantId: tenant, accountEmail } = organisation;
const PATIENCE = { timeout: 30_000, interval: 50 } as const;

interface ShownLink {
  readonly status: string;
  readonly errorCode: string | null;
  readonly records: { readonly waiting: number; readonly exported: number };
}

describe("the panel of a demo", () => {
  let place: DemoPlace;
  let server: Awaited<ReturnType<typeof serveDemo>>;
  let stopping: AbortController;
  beforeEach(async () => {
    stopping = new AbortController();
    place = await openDemoPlace({ data: undefined, port: undefined });
    {
      using installation = await compose({ data: place.data, google: place.google });
      const world = { ...place, installation, batchRows: 200, lastSent: new LastSent({}) };
      await linkDemoTenants(world, [organisation]);
    }
    const say = () => undefined;
    server = await serveDemo(place, {
      batchRows: 200,
      port: 0,
      hasPage: false,
      stopping: stopping.signal,
      say,
    });
    await trouble("add-records");
  });
  afterEach(async () => {
    stopping.abort();
    await server?.close();
    await place?.[Symbol.asyncDispose]();
  });

  const ask = async (method: string, path: string, body?: object) => {
    const headers = { "content-type": "application/json" };
    const url = `${server.url}${path}`;
    const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const trouble = (name: string, body: object = { tenant }) => ask("POST", `/api/demo/${name}`, body);
  const link = async () => (await ask("GET", `/api/v1/links/${tenant}`)).body as unknown as ShownLink;
  /** Whichever of the runs it is: what was asked for may be under way already. */
  const sync = () => ask("POST", "/api/sync", { tenant });
  const drained = async () => {
    await sync();
    await expect.poll(async () => (await link()).records.waiting, PATIENCE).toBe(0);
  };
  /** The first run may have been under way before the trouble came. */
  const failsWith = async (code: string): Promise<void> => {
    const codeAfterRun = async () => {
      await sync();
      return (await link()).errorCode;
    };
    await expect.poll(codeAfterRun, PATIENCE).toBe(code);
  };
  const active = async (name: string): Promise<boolean | undefined> => {
    const { troubles } = (await ask("GET", `/api/demo?tenant=${tenant}`)).body as {
      troubles: { name: string; active: boolean }[];
    };
    return troubles.find((one) => one.name === name)?.active;
  };
  const onceEach = async () => {
    using installation = await compose({ data: place.data, google: place.google });
    return await verifyTenant(installation, tenant);
  };

  it("withdraws access, which a reconnect through the consent page heals, and the backlog drains", async () => {
    await trouble("revoke-access");
    await failsWith("access-revoked");
    expect(await link()).toMatchObject({ status: "error" });
    const { url } = (await ask("POST", `/api/v1/links/${tenant}/consent`, {})).body;
    const back = await answerConsent(String(url), { email: accountEmail });
    const landed = await fetch(back, { redirect: "manual" });
    expect(landed.status).toBe(200);
    expect(await landed.text()).toContain("Connected again");
    await expect.poll(async () => (await link()).records.waiting, PATIENCE).toBe(0);
    expect(await link()).toMatchObject({ status: "active" });
    expect(await onceEach()).toMatchObject({ missing: 0, duplicates: 0 });
  });

  it("takes the sheet away, and sharing it again is enough", async () => {
    await trouble("unshare", { tenant, active: true });
    expect(await active("unshare")).toBe(true);
    await failsWith("access-denied");
    await trouble("unshare", { tenant, active: false });
    expect(await active("unshare")).toBe(false);
    await expect
      .poll(async () => {
        await sync();
        return (await link()).status;
      }, PATIENCE)
      .toBe("active");
    await drained();
    expect(await onceEach()).toMatchObject({ missing: 0, duplicates: 0 });
  });

  it("lets an account only look, and says so", async () => {
    await trouble("view-only", { tenant, active: true });
    await failsWith("edit-denied");
    await trouble("view-only", { tenant, active: false });
    await drained();
    expect(await link()).toMatchObject({ status: "active" });
  });

  it("deletes the tab, and the same sheet gets a new one when it is linked again", async () => {
    await drained();
    await trouble("add-records");
    await trouble("delete-tab");
    await failsWith("tab-missing");
    const { spreadsheetId } = (await ask("GET", `/api/v1/links/${tenant}`)).body;
    const again = await ask("POST", `/api/v1/links/${tenant}/sheet`, { url: spreadsheetId });
    expect(again).toMatchObject({ status: 200, body: { status: "active", spreadsheetId } });
    await drained();
  });

  it("loses an answer, kills a worker, and no record is there twice", async () => {
    await trouble("lose-answer");
    await drained();
    await trouble("add-records");
    await expect.poll(async () => (await trouble("kill-worker")).status, PATIENCE).toBe(200);
    await drained();
    expect(await onceEach()).toMatchObject({ missing: 0, duplicates: 0 });
  });

  it("uses up the quota, and no link is blamed", async () => {
    await trouble("quota-storm", { active: true });
    expect(await active("quota-storm")).toBe(true);
    await ask("POST", "/api/demo/export-now", { tenant });
    const calls = () => place.emulator.calls.count({ method: "spreadsheets.batchUpdate" });
    const before = calls();
    await expect.poll(calls, PATIENCE).toBeGreaterThan(before);
    await trouble("quota-storm", { active: false });
    await expect.poll(async () => (await link()).records.waiting, { ...PATIENCE, timeout: 50_000 }).toBe(0);
    expect(await link()).toMatchObject({ status: "active", errorCode: null });
  }, 90_000);

  it("clears what was armed", async () => {
    await trouble("quota-storm", { active: true });
    await trouble("outage", { active: true });
    expect((await trouble("clear", {})).status).toBe(200);
    expect([await active("quota-storm"), await active("outage")]).toEqual([false, false]);
    await drained();
  });

  it("takes the link away, and a consent for another sheet links that, with nothing twice", async () => {
    await drained();
    expect((await ask("DELETE", `/api/v1/links/${tenant}`)).body).toMatchObject({ status: "unlinked" });
    // The account's only link: its grant was given back.
    expect(await ask("POST", `/api/v1/links/${tenant}/sheet`, { create: { title: "x" } })).toMatchObject({
      status: 409,
      body: { error: "consent-needed" },
    });
    await trouble("add-records");
    const sheet = { create: { title: "The new year" } };
    const { url } = (await ask("POST", `/api/v1/links/${tenant}/consent`, { sheet })).body;
    const stranger = await answerConsent(String(url), { email: accountEmail, decision: "deny" });
    expect(await (await fetch(stranger)).text()).toContain("You did not give consent");
    const again = (await ask("POST", `/api/v1/links/${tenant}/consent`, { sheet })).body;
    const back = await answerConsent(String(again.url), { email: accountEmail });
    expect(await (await fetch(back)).text()).toContain("Connected");
    await drained();
    expect(await link()).toMatchObject({ status: "active", records: { waiting: 0 } });
    expect(await onceEach()).toMatchObject({ missing: 0, duplicates: 0 });
    // Nobody can stop sharing what belongs to the account itself.
    expect(await trouble("unshare", { tenant, active: true })).toMatchObject({ status: 409 });
  });

  it("shows what there is in sentences, and refuses what there is not", async () => {
    const { body } = await ask("GET", "/api/demo");
    expect(body.tenants).toMatchObject([{ tenant, title: expect.stringMatching(/\w/), accountEmail }]);
    for (const { title, description } of body.troubles as { title: string; description: string }[]) {
      expect(title).toMatch(/^[A-Z].{4,40}$/);
      expect(description).toMatch(/^[A-Z].{15,160}\.$/);
    }
    expect(await trouble("burn-down", {})).toMatchObject({ status: 404 });
    expect(await trouble("unshare", { active: true })).toMatchObject({
      status: 400,
      body: { field: "tenant" },
    });
    expect(await trouble("outage", {})).toMatchObject({ status: 400, body: { field: "active" } });
    expect(await trouble("revoke-access", { tenant: "nobody" })).toMatchObject({ status: 404 });
    const foreign = await fetch(`${server.url}/api/demo/clear`, {
      method: "POST",
      headers: { origin: "http://evil.example" },
    });
    expect(foreign.status).toBe(403);
  });
});
