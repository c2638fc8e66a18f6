import { expect, it } from "vitest";
import { school } from "../../test/memory-installation.ts";
import { memoryService } from "../../test/memory-service.ts";
import { isLoopback } from "./token-access.ts";

const token = "canary-token-7f21";

it("asks for the token everywhere but at the probe and the document", async () => {
  const { call } = await memoryService({ token });
  for (const path of ["/api/sync?tenant=x", "/api/v1/links", "/metrics", "/nowhere"]) {
    const refused = await call(path);
    expect(refused.status, path).toBe(401);
    expect(await refused.json()).toMatchObject({ error: "unauthorized" });
    const wrong = await call(path, { headers: { authorization: `Bearer ${token}x` } });
    expect(wrong.status, path).toBe(401);
  }
  expect((await call("/healthz")).status).toBe(200);
  expect((await call("/openapi.json")).status).toBe(200);
  expect((await call("/api/v1/links", { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

it.each(["http://evil.example", "null", "http://127.0.0.1:9999"])(
  "refuses a change by a page of %s",
  async (origin) => {
    const { send, queue } = await memoryService();
    const refused = await send("POST", "/api/sync", { tenant: school }, { origin });
    expect(refused.status).toBe(403);
    expect(queue.running).toBe(0);
  },
);

it("refuses a change that a browser calls cross-site, and takes one of its own page", async () => {
  const { send } = await memoryService();
  const change = { enabled: true };
  const path = `/api/v1/links/${school}`;
  expect((await send("PATCH", path, change, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await send("PATCH", path, change, { "sec-fetch-site": "same-site" })).status).toBe(403);
  const own = { origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-origin" };
  expect((await send("PATCH", path, change, own)).status).toBe(200);
});

it("lets no page of another site read an answer", async () => {
  const { call } = await memoryService();
  const answer = await call("/api/v1/links", { headers: { origin: "http://evil.example" } });
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});

it("answers to no name but its own where nobody shows a token", async () => {
  const { call } = await memoryService();
  expect((await call("/api/v1/links", { headers: { host: "rebound.example:8080" } })).status).toBe(403);
});

it("refuses a body that is too large", async () => {
  const { send } = await memoryService();
  expect((await send("POST", "/api/sync", { tenant: "x".repeat(70_000) })).status).toBe(413);
});

it.each([
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["localhost", true],
  ["::1", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.4", false],
  ["127.0.0.1.example.com", false],
])("knows whether %s is this machine alone", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
