import { describe, expect, it } from "vitest";
import { DocumentedAnswers } from "../test/documented-answers.ts";
import { memoryApi, otherSchool, school } from "../test/memory-api.ts";

type Request = readonly [method: string, path: string, body: object | undefined];

const ofTenant = (tenant: string): readonly Request[] => [
  ["GET", `/api/sync?tenant=${tenant}`, undefined],
  ["POST", "/api/sync", { tenant }],
  ["GET", `/api/v1/links/${tenant}`, undefined],
  ["PATCH", `/api/v1/links/${tenant}`, { enabled: true }],
  ["DELETE", `/api/v1/links/${tenant}`, undefined],
  ["GET", `/api/v1/links/${tenant}/runs`, undefined],
  ["GET", `/api/v1/links/${tenant}/runs/r1`, undefined],
  ["GET", `/api/v1/links/${tenant}/set-aside`, undefined],
  ["POST", `/api/v1/links/${tenant}/consent`, {}],
  ["POST", `/api/v1/links/${tenant}/sheet`, { create: { title: "Mine now" } }],
  ["GET", `/api/v1/links/${tenant}/events`, undefined],
];

const open = async () => {
  const api = await memoryApi();
  await api.linkAnother();
  const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    body === undefined ? api.call(path, { method, headers }) : api.send(method, path, body, headers);
  return { ...api, ask };
};

describe("an admin of one organisation", () => {
  it.each(ofTenant(school))("is refused another's: %s %s", async (method, path, body) => {
    const { ask, as, adapters } = await open();
    const before = await adapters.links.load(school);
    const refused = await ask(method, path, body, as(otherSchool));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: "foreign-tenant" });
    expect(await adapters.links.load(school)).toEqual(before);
    expect(await adapters.runs.recent(school, { limit: 10 })).toEqual([]);
  });

  it.each(["a-school2x", "A-school2", "a-school", "a b", "..", "__x__"])(
    "is not let through by a name like the own one, or by none: %s",
    async (name) => {
      const { call, as } = await open();
      const answer = await call(`/api/sync?tenant=${encodeURIComponent(name)}`, { headers: as(otherSchool) });
      expect(answer.status).toBe(403);
    },
  );

  it("has all of the own one", async () => {
    const { ask, as } = await open();
    for (const [method, path, body] of ofTenant(otherSchool)) {
      if (path.endsWith("/runs/r1") || method === "DELETE") continue;
      const answer = await ask(method, path, body, as(otherSchool));
      expect(answer.status, `${method} ${path}`).toBe(200);
      await answer.body?.cancel();
    }
  });

  it("is refused what is for operators", async () => {
    const { call, as } = await open();
    const document = new DocumentedAnswers(await (await call("/openapi.json")).json());
    const headers = as(school);
    for (const [documented, path] of [
      ["/api/v1/links", "/api/v1/links"],
      ["/api/v1/export/sheets/{spreadsheetId}/status", "/api/v1/export/sheets/x/status"],
    ] as const) {
      const answer = await call(path, { headers });
      expect(answer.status).toBe(403);
      expect(await document.of("get", documented, answer)).toMatchObject({ error: "operators-only" });
    }
  });
});

it("lets nobody in whom the policy does not know, at any path but the document", async () => {
  const { ask, call } = await open();
  const forged = { authorization: "Bearer forged" };
  for (const [method, path, body] of [...ofTenant(school), ["GET", "/api/v1/links", undefined] as const]) {
    const answer = await ask(method, path, body, forged);
    expect(answer.status, `${method} ${path}`).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
  expect((await call("/nowhere", { headers: forged })).status).toBe(401);
  expect((await call("/openapi.json", { headers: forged })).status).toBe(200);
});
