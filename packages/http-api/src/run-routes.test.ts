import { noCounts, runId, type SyncRun, spreadsheetId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { DocumentedAnswers } from "../test/documented-answers.ts";
import { draftOf, memoryApi, school } from "../test/memory-api.ts";

const PATH = "/api/v1/links/{tenant}/runs";
const MINUTE = 60_000;

const runOf = (index: number): SyncRun & { status: "completed" | "failed" } => ({
  runId: runId(`run-${String(index).padStart(5, "0")}`),
  tenantId: school,
  trigger: "schedule",
  spreadsheetId: spreadsheetId("1abc"),
  // Two of each moment.
  startedAt: Math.floor(index / 2) * MINUTE,
  status: index % 10 === 3 ? "failed" : "completed",
  completedAt: Math.floor(index / 2) * MINUTE + 900,
  counts: { ...noCounts, exported: index },
  errorCode: index % 10 === 3 ? "access-revoked" : null,
  errorMessage: index % 10 === 3 ? "revoked" : null,
});

const open = async (runs: number) => {
  const api = await memoryApi({ records: 0 });
  for (let index = 0; index < runs; index += 1) await api.adapters.runs.finish(runOf(index));
  const document = new DocumentedAnswers(await (await api.call("/openapi.json")).json());
  const page = async (query = "") =>
    (await document.of("get", PATH, await api.call(`/api/v1/links/${school}/runs${query}`))) as {
      runs: { id: string; status: string }[];
      next: string | null;
    };
  return { ...api, document, page };
};

describe("the history", () => {
  it("comes by pages, newest first, without a gap or a repeat, though runs come in meanwhile", async () => {
    const { adapters, page } = await open(45);
    const ids: string[] = [];
    for (let { runs, next } = await page(); ; { runs, next } = await page(`?before=${next}`)) {
      ids.push(...runs.map(({ id }) => id));
      if (ids.length === 20) await adapters.runs.finish(runOf(1_000));
      if (next === null) break;
    }
    expect(ids).toEqual(Array.from({ length: 45 }, (_, index) => runOf(44 - index).runId));
  });

  it("is filtered by status, by full pages", async () => {
    const { page } = await open(100);
    const first = await page("?status=failed&limit=4");
    expect(first.runs.map(({ id }) => id)).toEqual([93, 83, 73, 63].map((index) => runOf(index).runId));
    const rest = await page(`?status=failed&limit=20&before=${first.next}`);
    expect(rest.runs).toHaveLength(6);
    expect(rest.next).toBeNull();
    expect((await page("?status=running")).runs).toEqual([]);
  });

  it.each([
    ["before=yesterday", "before", "yesterday"],
    ["before=12_", "before", "12_"],
    ["status=broken", "status", "broken"],
    ["limit=101", "limit", "101"],
  ])("refuses %s", async (query, field, value) => {
    const { call, document } = await open(0);
    const answer = await call(`/api/v1/links/${school}/runs?${query}`);
    expect(answer.status).toBe(400);
    expect(await document.of("get", PATH, answer)).toMatchObject({ field, value });
  });

  it("shows one run, and knows none of another id", async () => {
    const { call, document } = await open(5);
    const at = `/api/v1/links/${school}/runs`;
    const shown = await document.of("get", `${PATH}/{runId}`, await call(`${at}/${runOf(3).runId}`));
    expect(shown).toMatchObject({ status: "failed", error_code: "access-revoked", records_new: 3 });
    const missing = await call(`${at}/run-9`);
    expect(missing.status).toBe(404);
    expect(await document.of("get", `${PATH}/{runId}`, missing)).toMatchObject({ error: "run-missing" });
  });
});

it("shows the records that wait for an edit, with what to mend", async () => {
  const { adapters, call, document } = await open(0);
  const path = "/api/v1/links/{tenant}/set-aside";
  const ask = async () => document.of("get", path, await call(`/api/v1/links/${school}/set-aside`));
  expect(await ask()).toEqual({ records: [] });
  const draft = draftOf("R1");
  await adapters.register.put(school, [draft]);
  const entry = { recordId: draft.id, revision: 1, reason: "“note” has 60,000 characters.", since: 0 };
  await adapters.attendance.setAside(school, [entry]);
  expect(await ask()).toEqual({
    records: [{ record_id: "R1", revision: 1, reason: entry.reason, since: "1970-01-01T00:00:00.000Z" }],
  });
  await adapters.register.put(school, [{ ...draft, fields: { note: "short" } }]);
  expect(await ask()).toEqual({ records: [] });
});
