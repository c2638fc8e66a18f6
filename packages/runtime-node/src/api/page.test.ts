import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { school } from "../../test/memory-installation.ts";
import { type MemoryServiceOptions, memoryService } from "../../test/memory-service.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { readPage } from "./page.ts";

const HTML = "<!doctype html><title>Attendance Export</title>";
const wantsPage = { headers: { accept: "text/html,application/xhtml+xml" } };

/** A service with a page as the dashboard's build leaves one. */
const open = async (options: MemoryServiceOptions = {}) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), HTML);
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  writeFileSync(join(folder, "assets/index-4f1c.js"), "export {};");
  writeFileSync(join(folder, "assets/index-4f1c.js.map"), "{}");
  return memoryService({ ...options, page: await readPage(folder) });
};

it.each(["/", "/index.html", "/tenants/a-school/history", "/reconnected?tenant=x&outcome=denied", "/a.b"])(
  "answers a person who asks for %s with the page",
  async (path) => {
    const { call } = await open();
    const answer = await call(path, wantsPage);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(HTML);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-cache");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  },
);

it.each([
  ["/assets/index-4f1c.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
  ["/icon.svg", "image/svg+xml", "no-cache"],
])("says of %s what it is and how long it may be kept", async (path, type, kept) => {
  const { call } = await open();
  const answer = await call(path);
  expect(answer.headers.get("content-type")).toBe(type);
  expect(answer.headers.get("cache-control")).toBe(kept);
});

it.each([
  "/api/nothing",
  "/oauth/nothing",
  "/assets/gone-1a2b.js",
  "/assets/index-4f1c.js.map",
  "/assets/..%2f..%2fpackage.json",
  "/api/demo",
])("is no page for %s, whoever asks", async (path) => {
  const { call } = await open();
  const answer = await call(path, wantsPage);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: "not-found" });
});

it("answers programs that lost their way with an error, and not with a page", async () => {
  const { call, send } = await open();
  expect((await call("/tenants/a-school", { headers: { accept: "application/json" } })).status).toBe(404);
  expect((await send("POST", "/tenants/a-school", {})).status).toBe(404);
});

it("is open to everybody, though everything that it asks wants the token", async () => {
  const { call } = await open({ token: "t" });
  expect((await call("/", wantsPage)).status).toBe(200);
  expect((await call("/assets/index-4f1c.js")).status).toBe(200);
  expect(await (await call("/config.json")).json()).toEqual({
    ...{ home: "node", operator: true, demo: false },
    needsToken: true,
  });
  for (const path of ["/api/v1/links", "/metrics", "/api/nothing"])
    expect((await call(path, wantsPage)).status).toBe(401);
});

it("learns the tenants where no token is needed, and no page of another name does", async () => {
  const { call } = await open();
  const config = await call("/config.json");
  expect(await config.json()).toMatchObject({ needsToken: false, tenants: [school] });
  const rebound = await call("/config.json", { headers: { host: "rebound.example:8080" } });
  expect(rebound.status).toBe(403);
});

it("must have been built", async () => {
  await expect(readPage(temporaryFolder())).rejects.toThrow("index.html");
});
