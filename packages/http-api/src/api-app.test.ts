import { runId, type SheetSink } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { DocumentedAnswers } from "../test/documented-answers.ts";
import { type MemoryApiOptions, memoryApi, school } from "../test/memory-api.ts";

const open = async (options?: MemoryApiOptions) => {
  const service = await memoryApi(options);
  const document = new DocumentedAnswers(await (await service.call("/openapi.json")).json());
  return { ...service, document };
};

/** A sink that waits for us before it appends. */
const heldSink = () => {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    release = resolve;
  });
  const around = (sink: SheetSink): SheetSink => ({
    append: async (grant, batch) => {
      await promise;
      return sink.append(grant, batch);
    },
    probe: (grant, sheet) => sink.probe(grant, sheet),
  });
  return { around, release: () => release() };
};

describe("POST and GET /api/sync", () => {
  it("runs the export and answers with its row of the history", async () => {
    const { send, call, document } = await open({ records: 3 });
    const answer = await document.of(
      "post",
      "/api/sync",
      await send("POST", "/api/sync", { tenant: school }),
    );
    expect(answer.sync_run).toMatchObject({ status: "completed", trigger: "manual", records_new: 3 });
    const { runs } = await document.of("get", "/api/sync", await call(`/api/sync?tenant=${school}`));
    expect(runs).toEqual([answer.sync_run]);
  });

  it("lets one of two run that come at once, and tells the other of it", async () => {
    const { send, call, document } = await open();
    const both = [1, 2].map(() => send("POST", "/api/sync", { tenant: school }));
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const answer of answers) await document.of("post", "/api/sync", answer);
    const { runs } = await document.of("get", "/api/sync", await call(`/api/sync?tenant=${school}`));
    expect(runs).toHaveLength(1);
  });

  it("names the run of another process that is at work", async () => {
    const { adapters, send, document } = await open();
    const owner = runId("run_00000000_1_elsewhere");
    await adapters.ledger.transact(school, (state) => {
      if (state === undefined) throw new Error("there is no link");
      const lease = { owner, until: adapters.clock.now() + 60_000, ghosts: [] };
      return { state: { ...state, ledger: { ...state.ledger, lease } }, result: undefined };
    });
    const answer = await send("POST", "/api/sync", { tenant: school });
    expect(answer.status).toBe(409);
    expect(await document.of("post", "/api/sync", answer)).toMatchObject({ run_id: owner });
  });

  it("answers with the run's id where it takes long, and the history has it from then on", async () => {
    const { around, release } = heldSink();
    const { send, call, settled, document } = await open({ around, patienceMs: 1 });
    const answer = await send("POST", "/api/sync", { tenant: school });
    expect(answer.status).toBe(202);
    const { run_id } = await document.of("post", "/api/sync", answer);
    const newest = async () => {
      const { runs } = await document.of("get", "/api/sync", await call(`/api/sync?tenant=${school}`));
      return runs;
    };
    expect(await newest()).toMatchObject([{ id: run_id, status: "running", completed_at: null }]);
    release();
    await settled();
    expect(await newest()).toMatchObject([{ id: run_id, status: "completed" }]);
  });

  it.each([
    ["nothing", "", "body", undefined],
    ["no tenant", {}, "tenant", undefined],
    ["no JSON", "{", "body", undefined],
    ["a tenant that cannot be", { tenant: "a b" }, "tenant", "a b"],
    ["a number for a tenant", { tenant: 7 }, "tenant", 7],
    ["a field too many", { tenant: "x", file_path: "/etc" }, "file_path", "/etc"],
  ])(
    "refuses %s with 400, naming the field, what stood there and what is wanted",
    async (_, body, field, value) => {
      const { send, document } = await open();
      const answer = await send("POST", "/api/sync", body);
      expect(answer.status).toBe(400);
      const error = await document.of("post", "/api/sync", answer);
      expect(error).toMatchObject({ error: "invalid-input", field, wanted: expect.stringMatching(/\w/) });
      expect(error.value).toEqual(value);
    },
  );

  it.each(["0", "201", "many", "1.5"])("refuses a limit of %s", async (limit) => {
    const { call, document } = await open();
    const answer = await call(`/api/sync?tenant=${school}&limit=${limit}`);
    expect(answer.status).toBe(400);
    expect(await document.of("get", "/api/sync", answer)).toMatchObject({ field: "limit", value: limit });
  });

  it("knows no tenant without a link", async () => {
    const { send, document } = await open();
    const answer = await send("POST", "/api/sync", { tenant: "nobody" });
    expect(answer.status).toBe(404);
    await document.of("post", "/api/sync", answer);
  });
});

describe("links", () => {
  const path = `/api/v1/links/${school}`;
  const documented = "/api/v1/links/{tenant}";

  it("are shown alone, all, and by spreadsheet, with backlog and freshness", async () => {
    const { call, send, document } = await open({ records: 3 });
    const before = await document.of("get", documented, await call(path));
    expect(before).toMatchObject({ freshness: { state: "waiting" }, records: { waiting: 3, exported: 0 } });
    await send("POST", "/api/sync", { tenant: school });
    const after = await document.of("get", documented, await call(path));
    expect(after).toMatchObject({ freshness: { state: "fresh" }, records: { waiting: 0, exported: 3 } });
    const all = await document.of("get", "/api/v1/links", await call("/api/v1/links"));
    expect(all).toMatchObject({ links: [{ tenant: school }], next: null });
    const status = `/api/v1/export/sheets/${String(after.spreadsheetId)}/status`;
    const ofSheet = await document.of(
      "get",
      "/api/v1/export/sheets/{spreadsheetId}/status",
      await call(status),
    );
    expect(ofSheet).toMatchObject({ links: [{ tenant: school }] });
    expect((await call("/api/v1/export/sheets/nobodys/status")).status).toBe(404);
  });

  it("are late once a good run is missing by their schedule", async () => {
    const { call, send, adapters, document } = await open();
    await send("POST", "/api/sync", { tenant: school });
    await adapters.clock.advance(3 * 3_600_000);
    expect(await document.of("get", documented, await call(path))).toMatchObject({
      freshness: { state: "late" },
    });
  });

  it("come by pages", async () => {
    const { call, document } = await open();
    const first = await document.of("get", "/api/v1/links", await call("/api/v1/links?limit=1"));
    expect(first.next).toBe(school);
    const last = await document.of(
      "get",
      "/api/v1/links",
      await call(`/api/v1/links?limit=1&after=${school}`),
    );
    expect(last).toEqual({ links: [], next: null });
  });

  it("take another schedule", async () => {
    const { send, document } = await open();
    const change = { frequency: { cron: "0 6 * * 1-5" }, maxRetries: 5 };
    const answer = await document.of("patch", documented, await send("PATCH", path, change));
    expect(answer).toMatchObject({ polling: { ...change, enabled: true } });
    const off = await document.of("patch", documented, await send("PATCH", path, { enabled: false }));
    expect(off).toMatchObject({ polling: { enabled: false, nextPollAt: null }, freshness: { state: "off" } });
  });

  it.each([
    [{ frequency: "yearly" }, "frequency", "yearly"],
    [{ frequency: { cron: "* * * * *" } }, "cron", "* * * * *"],
    [{ maxRetries: 11 }, "maxRetries", 11],
    [{ enabled: "yes" }, "enabled", "yes"],
    [{ nextPollAt: 0 }, "nextPollAt", 0],
    [{}, "body", "{}"],
  ])("refuse %j", async (change, field, value) => {
    const { send, document } = await open();
    const answer = await send("PATCH", path, change);
    expect(answer.status).toBe(400);
    const error = await document.of("patch", documented, answer);
    expect(error).toMatchObject({
      error: "invalid-input",
      field,
      value,
      wanted: expect.stringMatching(/\w/),
    });
  });
});

describe("answers", () => {
  it("are documented, every one", async () => {
    const { call, send, document } = await open();
    const link = "/api/v1/links/{tenant}";
    const at = `/api/v1/links/${school}`;
    const ran = await document.of("post", "/api/sync", await send("POST", "/api/sync", { tenant: school }));
    const { id } = ran.sync_run as { id: string };
    await document.of("get", "/api/sync", await call(`/api/sync?tenant=${school}`));
    await document.of("get", "/api/v1/links", await call("/api/v1/links"));
    await document.of("get", link, await call(at));
    await document.of("patch", link, await send("PATCH", at, { enabled: true }));
    const status = "/api/v1/export/sheets/{spreadsheetId}/status";
    await document.of("get", status, await call("/api/v1/export/sheets/nobodys/status"));
    await document.of("get", `${link}/runs`, await call(`${at}/runs`));
    await document.of("get", `${link}/runs/{runId}`, await call(`${at}/runs/${id}`));
    await document.of("get", `${link}/set-aside`, await call(`${at}/set-aside`));
    await document.of("post", `${link}/consent`, await send("POST", `${at}/consent`, {}));
    await document.of("post", `${link}/sheet`, await send("POST", `${at}/sheet`, { create: { title: "x" } }));
    await document.of("delete", link, await call(at, { method: "DELETE" }));
    // The one that answers with a stream has tests of its own.
    expect(document.unseen()).toEqual(["get /api/v1/links/{tenant}/events"]);
    expect(await (await call("/nowhere")).json()).toMatchObject({ error: "not-found" });
  });
});
