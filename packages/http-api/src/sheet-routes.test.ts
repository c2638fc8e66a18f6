import { PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { DocumentedAnswers } from "../test/documented-answers.ts";
import { type MemoryApiOptions, memoryApi, OWNER, otherSchool, school } from "../test/memory-api.ts";

const at = `/api/v1/links/${school}`;
const SHEET = "/api/v1/links/{tenant}/sheet";
const CONSENT = "/api/v1/links/{tenant}/consent";

const open = async (options?: MemoryApiOptions) => {
  const api = await memoryApi(options);
  const document = new DocumentedAnswers(await (await api.call("/openapi.json")).json());
  const refused = async (path: string, body: object) => {
    const answer = await api.send("POST", `${at}/${path}`, body);
    return {
      status: answer.status,
      ...(await document.of("post", `/api/v1/links/{tenant}/${path}`, answer)),
    };
  };
  const consentUrl = async (body: object, headers = {}): Promise<string> =>
    String((await document.of("post", CONSENT, await api.send("POST", `${at}/consent`, body, headers))).url);
  return { ...api, document, refused, consentUrl };
};

describe("a first link", () => {
  const first = { sheet: { create: { title: "Attendance 2026" } }, timeZone: "America/Toronto" };

  it("is made when the browser comes back from the consent, as it was chosen before", async () => {
    const { adapters, call, consentUrl, answered, document } = await open({ linked: false });
    expect((await call(at)).status).toBe(404);
    expect(await answered(await consentUrl(first), school)).toEqual({
      status: "linked",
      accountEmail: OWNER,
    });
    const link = await document.of("get", "/api/v1/links/{tenant}", await call(at));
    expect(link).toMatchObject({ status: "active", accountEmail: OWNER, timeZone: "America/Toronto" });
    expect(link.columns).toContainEqual({ header: "note", source: "fields.note", type: "value" });
    expect(adapters.queue.asked).toEqual([{ tenantId: school, trigger: "manual", slot: null }]);
  });

  it("is bound to the admin who asked, and to the organisation", async () => {
    const { as, consentUrl, answered, call } = await open({ linked: false });
    const url = () => consentUrl(first, as(school));
    expect(await answered(await url(), school, "somebody")).toEqual({ status: "state-foreign" });
    expect(await answered(await url(), otherSchool, `admin-of-${school}`)).toEqual({
      status: "state-foreign",
    });
    expect((await call(at)).status).toBe(404);
    expect(await answered(await url(), school, `admin-of-${school}`)).toMatchObject({ status: "linked" });
  });

  it.each([
    [{}, 404, { error: "link-missing" }],
    [{ sheet: { create: { title: "x" } } }, 400, { field: "timeZone" }],
    [{ ...first, timeZone: "Mars/Olympus" }, 400, { field: "timeZone", value: "Mars/Olympus" }],
    [{ ...first, sheet: { url: "https://example.com/x" } }, 400, { field: "url" }],
    [{ ...first, sheet: { create: { title: "  " } } }, 400, { error: "invalid-input" }],
    [{ ...first, sheet: {} }, 400, { error: "invalid-input" }],
    [{ ...first, adminId: "me" }, 400, { field: "adminId" }],
  ])("is refused for %j", async (body, status, error) => {
    const { refused } = await open({ linked: false });
    expect(await refused("consent", body)).toMatchObject({ status, ...error });
  });

  it("needs a consent: there is none that could be used", async () => {
    const { refused } = await open({ linked: false });
    expect(await refused("sheet", { create: { title: "x" } })).toMatchObject({
      status: 409,
      error: "consent-needed",
    });
  });
});

describe("another sheet", () => {
  it("takes the exports from then on", async () => {
    const { adapters, send, call, document } = await open();
    const before = await document.of("get", "/api/v1/links/{tenant}", await call(at));
    const answer = await send("POST", `${at}/sheet`, { create: { title: "The new year" } });
    const after = await document.of("post", SHEET, answer);
    expect(after.spreadsheetId).not.toBe(before.spreadsheetId);
    expect(after).toMatchObject({ status: "active", accountEmail: OWNER, columns: before.columns });
    expect(adapters.queue.asked).toHaveLength(1);
    // And back, by the address as a browser shows it.
    const back = await send("POST", `${at}/sheet`, { url: `${String(before.sheetUrl)}&x=1` });
    expect(await document.of("post", SHEET, back)).toMatchObject({ spreadsheetId: before.spreadsheetId });
  });

  it("is refused where it is the linked one, by consent too", async () => {
    const { adapters, refused } = await open();
    const url = (await adapters.links.load(school))?.link.sheet.spreadsheetId ?? "";
    const wanted = { status: 409, error: "already-linked" };
    expect(await refused("sheet", { url })).toMatchObject(wanted);
    expect(await refused("consent", { sheet: { url } })).toMatchObject(wanted);
  });

  it("is refused with the sentence for the admin where the account may not, and nothing is changed", async () => {
    const { adapters, refused } = await open();
    const before = await adapters.links.load(school);
    expect(await refused("sheet", { url: "nobodys-sheet" })).toMatchObject({
      status: 422,
      error: "spreadsheet-not-found",
      message: expect.stringMatching(/^[A-Z].{20,}\.$/),
    });
    adapters.spreadsheets.interruptNext({
      moment: "before",
      failure: new PortFailure("provider-error", "Google is out of order."),
    });
    expect(await refused("sheet", { create: { title: "x" } })).toMatchObject({
      status: 503,
      error: "provider-error",
    });
    expect(await adapters.links.load(school)).toEqual(before);
  });

  it.each([{ url: "https://drive.google.com/drive/folders/1abc" }, { url: "" }])(
    "is refused for %j",
    async (body) => {
      const { refused } = await open();
      expect(await refused("sheet", body)).toMatchObject({ status: 400, field: "url", value: body.url });
    },
  );

  it("may come with another consent, in the link's own zone", async () => {
    const { adapters, consentUrl, answered } = await open();
    expect(await answered(await consentUrl({ sheet: { create: { title: "x" } } }), school)).toMatchObject({
      status: "linked",
    });
    expect((await adapters.links.load(school))?.link.timeZone).toBe("UTC");
  });
});

it("reconnects what is linked where nothing else was chosen", async () => {
  const { adapters, consentUrl, answered } = await open();
  const before = (await adapters.links.load(school))?.link.sheet;
  expect(await answered(await consentUrl({}), school)).toMatchObject({ status: "reconnected" });
  expect((await adapters.links.load(school))?.link.sheet).toEqual(before);
});

it("takes a link away, once and again, and keeps its history", async () => {
  const { call, send, document, adapters } = await open();
  await send("POST", "/api/sync", { tenant: school });
  for (let time = 0; time < 2; time += 1) {
    const answer = await call(at, { method: "DELETE" });
    expect(await document.of("delete", "/api/v1/links/{tenant}", answer)).toMatchObject({
      status: "unlinked",
      polling: { enabled: false },
      freshness: { state: "unlinked" },
    });
  }
  expect(await adapters.runs.recent(school, { limit: 5 })).toHaveLength(1);
  const run = await send("POST", "/api/sync", { tenant: school });
  expect(run.status).toBe(404);
  expect((await call("/api/v1/links/nobody", { method: "DELETE" })).status).toBe(404);
});
