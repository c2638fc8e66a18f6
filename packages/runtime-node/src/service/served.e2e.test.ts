import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerConsent } from "@attendance-export/emulator-sheets";
import { expect, it } from "vitest";
import { Feed } from "../../test/feed.ts";
import { eventually, linkedTenants } from "../../test/served.ts";
import { variables } from "../google-settings.ts";

const BATCH_UPDATE = { method: "spreadsheets.batchUpdate" } as const;

it("never runs a tenant twice, however many processes serve one store", async () => {
  const tenants = Array.from({ length: 8 }, (_, index) => `school-${index}`);
  const { emulator, serve, verified } = await linkedTenants(tenants, 2_000);
  const before = emulator.calls.count(BATCH_UPDATE);
  const both = [serve(), serve()];
  for (const served of both) await served.url();
  const [first] = both;
  for (const tenant of tenants)
    await eventually(`the run of ${tenant}`, async () =>
      ((await first?.runs(tenant)) ?? []).some(({ status }) => status === "completed"),
    );
  for (const { child } of both) child.kill("SIGTERM");
  for (const { child } of both) expect((await child.result()).code).toBe(0);
  // Two batches each, and not one call more: nothing was sent twice to be refused.
  expect(emulator.calls.count(BATCH_UPDATE) - before).toBe(tenants.length * 2);
  for (const tenant of await verified())
    expect(tenant).toMatchObject({ rows: 2_000, duplicates: 0, missing: 0 });
  const ended = both.map(({ child }) => child.log.match(/"A run ended\."/g)?.length ?? 0);
  expect(ended.reduce((sum, count) => sum + count, 0)).toBe(tenants.length);
});

it("lets one of two calls run and answers 409 to the other, over HTTP and across processes", async () => {
  const { emulator, serve, fill, verified } = await linkedTenants(["school"], 10);
  const patient = ["--every-seconds", "3600"];
  const [one, other] = [serve(patient), serve(patient)];
  // Both have looked for due links; whichever run that began is over.
  for (const served of [one, other])
    await eventually("the first run", async () =>
      (await served.runs("school")).some(({ status }) => status === "completed"),
    );
  const before = (await one.runs("school")).length;
  await fill("school", 20);
  emulator.faults.arm({ do: "delay", ms: 1_000 }, { on: BATCH_UPDATE });
  const statuses = await Promise.all([one.sync("school"), one.sync("school"), other.sync("school")]);
  expect(statuses.filter((status) => status === 409)).toHaveLength(2);
  // 202 where this machine was too busy to end it within two seconds.
  expect(statuses.some((status) => status === 200 || status === 202)).toBe(true);
  await eventually("the end of the run", async () => (await other.runs("school"))[0]?.status === "completed");
  expect(await other.runs("school")).toHaveLength(before + 1);
  expect(await verified()).toMatchObject([{ rows: 20, duplicates: 0, missing: 0 }]);
});

it("finishes the batch at hand on SIGTERM, and the next process goes on", async () => {
  const { emulator, serve, verified } = await linkedTenants(["school"], 5_000);
  // Slow enough for the signal to come within a batch.
  emulator.faults.arm({ do: "delay", ms: 300 }, { on: BATCH_UPDATE, times: 3 });
  const before = emulator.calls.count(BATCH_UPDATE);
  const { child } = serve();
  await eventually("the first batch", () => emulator.calls.count(BATCH_UPDATE) > before);
  child.kill("SIGTERM");
  const { code, err } = await child.result();
  expect([code, err]).toEqual([0, expect.stringContaining('"ending":"stopped"')]);
  const [stopped] = await verified();
  expect(stopped).toMatchObject({ missing: 0, duplicates: 0 });
  expect(stopped.rows).toBe(stopped.expected);
  expect(stopped.rows).toBeLessThan(5_000);
  const again = serve();
  await eventually("the rest", async () => (await verified())[0].rows === 5_000);
  await eventually("the end of the run", async () => (await again.runs("school"))[0]?.status === "completed");
  again.child.kill("SIGTERM");
  expect((await again.child.result()).code).toBe(0);
  expect(await verified()).toMatchObject([{ rows: 5_000, missing: 0, duplicates: 0, backlog: 0 }]);
});

it("writes nothing to its log but JSON with a severity, and no secret", async () => {
  const { emulator, environment, data, serve } = await linkedTenants(["school"], 10);
  const canary = "canary-api-token-51d7";
  emulator.faults.arm({ do: "refuse", answer: "unavailable" }, { on: BATCH_UPDATE, times: 2 });
  const served = serve([], { ATTENDANCE_EXPORT_API_TOKEN: canary, ATTENDANCE_EXPORT_LOG_LEVEL: "trace" });
  const url = await served.url();
  expect((await fetch(`${url}/api/v1/links`)).status).toBe(401);
  const headers = { authorization: `Bearer ${canary}`, "content-type": "application/json" };
  await fetch(`${url}/api/sync`, { method: "POST", headers, body: '{"tenant":"school"}' });
  expect((await fetch(`${url}/metrics`, { headers })).status).toBe(200);
  served.child.kill("SIGTERM");
  const { code, out, err } = await served.child.result();
  expect([code, out]).toEqual([0, ""]);
  const lines = err.trim().split("\n");
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ severity: expect.stringMatching(/^[A-Z]+$/) });
  const secrets = [canary, environment[variables.refreshToken], environment[variables.clientSecret]];
  const keys = readFileSync(join(data, "keys.json"), "utf8").match(/[\w-]{40,}/g) ?? [];
  expect(keys.length).toBeGreaterThan(0);
  for (const secret of [...secrets, ...keys]) expect(err).not.toContain(secret);
});

it("reconnects a link whose access was withdrawn, and drains its backlog at once", async () => {
  const { emulator, environment, serve, verified } = await linkedTenants(["school"], 10);
  emulator.accounts.revoke(environment[variables.refreshToken] ?? "");
  const served = serve(["--every-seconds", "3600"]);
  const url = await served.url();
  emulator.accounts.changeClient(emulator.accounts.client.clientId, {
    redirectUris: [`${url}/oauth/callback`],
  });
  await eventually("the failed run", async () => (await served.runs("school"))[0]?.status === "failed");
  const asked = await fetch(`${url}/api/v1/links/school/consent`, { method: "POST" });
  const { url: consent } = (await asked.json()) as { url: string };
  const back = await answerConsent(consent, { email: "owner@example.com" });
  const page = await fetch(back);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Connected again")]);
  await eventually("the backlog", async () => (await served.runs("school"))[0]?.status === "completed");
  expect((await served.runs("school"))[0]).toMatchObject({ trigger: "reconnect", records_new: 10 });
  expect(await verified()).toMatchObject([{ rows: 10, missing: 0, duplicates: 0 }]);
  expect((await fetch(back)).status).toBe(400);
});

it("feeds a page by fetch with its token, tells a write within a second, and goes on after a restart", async () => {
  const token = "canary-token-of-a-page";
  const { emulator, serve, fill } = await linkedTenants(["school"], 10);
  const patient = ["--every-seconds", "3600"];
  const environment = { ATTENDANCE_EXPORT_API_TOKEN: token };
  const one = serve(patient, environment);
  const authorization = `Bearer ${token}`;
  const feed = async (url: string, lastId = ""): Promise<Feed> => {
    const headers = { authorization, "last-event-id": lastId };
    return new Feed(await fetch(`${url}/api/v1/links/school/events`, { headers }));
  };
  const url = await one.url();
  expect((await fetch(`${url}/api/v1/links/school/events`)).status).toBe(401);
  const page = await feed(url);
  await page.until("link", ({ records }) => records?.waiting === 0);
  // Access is gone: the run that finds out writes the status, and the banner's event follows.
  emulator.accounts.revokeAll("owner@example.com");
  await fill("school", 20);
  const ran = fetch(`${url}/api/sync`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ tenant: "school" }),
  });
  const failed = await page.until("link", ({ status }) => status === "error");
  expect(failed.data).toMatchObject({ errorCode: "access-revoked" });
  await (await ran).text();
  // Everything that the failed run wrote has been told, and only what comes after the restart is news.
  const last = await page.until("runs", (runs) => (runs as { status?: string }[])[0]?.status === "failed");
  one.child.kill("SIGTERM");
  expect((await one.child.result()).code).toBe(0);
  const two = serve(patient, environment);
  const again = await feed(await two.url(), last.id);
  const change = fetch(`${await two.url()}/api/v1/links/school`, {
    method: "PATCH",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ maxRetries: 7 }),
  });
  const news = await again.until("link", ({ polling }) => polling?.maxRetries === 7);
  expect(news.data).toMatchObject({ status: "error" });
  expect((await change).status).toBe(200);
  two.child.kill("SIGTERM");
  expect((await two.child.result()).code).toBe(0);
});
