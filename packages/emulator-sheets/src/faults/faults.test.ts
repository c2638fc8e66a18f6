import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import type { Fault } from "./fault.ts";

afterEach(closeTestBenches);

const row = (text: string) => ({
  appendCells: {
    sheetId: 0,
    fields: "userEnteredValue",
    rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }],
  },
});

const receipt = (metadataId: number) => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: "oa",
      location: { spreadsheet: true },
      visibility: "DOCUMENT",
    },
  },
});

const texts = async (bench: TestBench): Promise<unknown> => bench.values("A1:A1000");

/** The status that the client saw; "dropped" when it saw none. */
const seen = (bench: TestBench, text: string): Promise<number | string> =>
  bench.batch([row(text)]).then(
    ({ status }) => status,
    () => "dropped",
  );

describe("a fault", () => {
  const cases: [Fault, number | string, boolean][] = [
    [{ do: "commit", answer: "drop" }, "dropped", true],
    [{ do: "commit", answer: "unavailable" }, 503, true],
    [{ do: "commit", answer: "bad gateway" }, 502, true],
    [{ do: "commit", answer: "internal" }, 500, true],
    [{ do: "commit", answer: { status: 504, body: "late" } }, 504, true],
    [{ do: "refuse", answer: "drop" }, "dropped", false],
    [{ do: "refuse", answer: "unavailable" }, 503, false],
    [{ do: "refuse", answer: "bad gateway" }, 502, false],
  ];
  for (const [fault, status, isApplied] of cases) {
    const answer = fault.do === "delay" ? "" : JSON.stringify(fault.answer);
    it(`${fault.do}, then ${answer}: once, and ${isApplied ? "with" : "without"} effect`, async () => {
      const bench = await openTestBench();
      bench.emulator.faults.arm(fault);
      expect(await seen(bench, "a")).toBe(status);
      expect(await texts(bench)).toEqual(isApplied ? [["a"]] : undefined);
      expect(await seen(bench, "b")).toBe(200);
      expect(bench.emulator.faults.pending()).toBe(0);
    });
  }

  it("meets writes to Sheets unless it is told otherwise", async () => {
    const bench = await openTestBench();
    const { faults } = bench.emulator;
    faults.arm({ do: "refuse", answer: "internal" });
    expect(await texts(bench)).toBeUndefined();
    faults.arm({ do: "refuse", answer: "unavailable" }, { on: { method: "spreadsheets.get" } });
    expect((await bench.call("GET", bench.path)).status).toBe(503);
    faults.clear();
    expect(await seen(bench, "a")).toBe(200);
  });

  it("can be for one spreadsheet, after some calls, and more than once", async () => {
    const bench = await openTestBench();
    const other = bench.emulator.people.createSpreadsheet(bench.account.email, "Other");
    bench.emulator.faults.arm(
      { do: "refuse", answer: "internal" },
      { on: { fileId: bench.id, access: "write" }, after: 1, times: 2 },
    );
    const elsewhere = await bench.call("POST", `/v4/spreadsheets/${other}:batchUpdate`, {
      requests: [row("x")],
    });
    expect(elsewhere.status).toBe(200);
    expect([
      await seen(bench, "a"),
      await seen(bench, "b"),
      await seen(bench, "c"),
      await seen(bench, "d"),
    ]).toEqual([200, 500, 500, 200]);
  });

  it("delays a call on the emulator's clock, and the answer comes with its effect", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.arm({ do: "delay", ms: 180_000 });
    const answer = seen(bench, "a");
    while (bench.emulator.faults.pending() > 0) await new Promise(setImmediate);
    expect(await texts(bench)).toBeUndefined();
    bench.clock.advance(180_000);
    expect(await answer).toBe(200);
    expect(await texts(bench)).toEqual([["a"]]);
  });

  it("leaves the client without an answer until its own patience ends", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.arm({ do: "commit", answer: "silence" });
    const abort = new AbortController();
    const body = JSON.stringify({ requests: [row("a")] });
    const headers = { authorization: `Bearer ${bench.account.accessToken}` };
    const url = `${bench.emulator.url}${bench.path}:batchUpdate`;
    const answer = fetch(url, { method: "POST", headers, body, signal: abort.signal });
    while (bench.emulator.calls.count() === 0) await new Promise(setImmediate);
    abort.abort();
    await expect(answer).rejects.toThrow("aborted");
    expect(await texts(bench)).toEqual([["a"]]);
  });
});

describe("a commit that comes late", () => {
  it("takes effect at its time, after a resend was applied, and is then refused by the receipt", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.arm({ do: "commit late", answer: "drop", afterMs: 60_000 });
    await expect(bench.batch([receipt(7), row("a")])).rejects.toThrow();
    bench.clock.advance(59_999);
    expect((await bench.batch([receipt(7), row("a")])).status).toBe(200);
    bench.clock.advance(1);
    expect(await texts(bench)).toEqual([["a"]]);
    expect(bench.emulator.calls.list({ method: "spreadsheets.batchUpdate" })).toMatchObject([
      { outcome: "held", fault: "commit late, then drop" },
      { outcome: "answered", status: 200 },
      { outcome: "applied late", status: 400, error: expect.stringContaining("already exists") },
    ]);
  });

  it("wins when no resend came before it, and the resend is refused", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.arm({ do: "commit late", answer: "unavailable" });
    expect((await bench.batch([receipt(7), row("a")])).status).toBe(503);
    expect(bench.emulator.faults.late()).toBe(1);
    expect(bench.emulator.faults.releaseLate()).toBe(1);
    expect((await bench.batch([receipt(7), row("a")])).status).toBe(400);
    expect(await texts(bench)).toEqual([["a"]]);
  });
});

describe("an emulator that stops", () => {
  it("lets nothing take effect afterwards", async () => {
    const bench = await openTestBench();
    const { faults, calls } = bench.emulator;
    faults.arm({ do: "commit late", answer: "drop", afterMs: 1_000 });
    faults.arm({ do: "delay", ms: 1_000 });
    const lost = [seen(bench, "a"), seen(bench, "b")];
    while (faults.pending() > 0) await new Promise(setImmediate);
    await bench.emulator.close();
    const before = calls.count();
    bench.clock.advance(10_000);
    expect(await Promise.all(lost)).toEqual(["dropped", "dropped"]);
    expect(calls.count()).toBe(before);
  });
});

describe("stale reads", () => {
  it("show the spreadsheet as it was so many seconds ago, receipts included, and writes see the present", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.staleReads(40);
    await bench.batch([receipt(7), row("a")]);
    bench.clock.advance(39_999);
    expect(await texts(bench)).toBeUndefined();
    expect((await bench.call("GET", `${bench.path}/developerMetadata/7`)).status).toBe(404);
    expect((await bench.batch([receipt(7), row("a")])).status).toBe(400);
    bench.clock.advance(1);
    expect(await texts(bench)).toEqual([["a"]]);
    await bench.batch([row("b")]);
    expect(await texts(bench)).toEqual([["a"]]);
    bench.emulator.faults.clear();
    expect(await texts(bench)).toEqual([["a"], ["b"]]);
  });
});

describe("the other worlds", () => {
  it("accept a metadata id that is in use, and the rows land twice", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.inWorld({ duplicateMetadataIds: "accepted" });
    await bench.batch([receipt(7), row("a")]);
    expect((await bench.batch([receipt(7), row("a")])).status).toBe(200);
    expect(await texts(bench)).toEqual([["a"], ["a"]]);
  });

  it("refuse a deletion that matches nothing, or answer it with nothing", async () => {
    const bench = await openTestBench();
    const dataFilter = { developerMetadataLookup: { metadataId: 9 } };
    const remove = () => bench.batch([{ deleteDeveloperMetadata: { dataFilter } }]);
    expect(await remove()).toMatchObject({
      status: 200,
      body: { replies: [{ deleteDeveloperMetadata: {} }] },
    });
    bench.emulator.faults.inWorld({ metadataFilterWithoutMatch: "refused" });
    expect((await remove()).status).toBe(400);
  });
});

describe("weather", () => {
  async function journey(seed: number): Promise<(number | string)[]> {
    const bench = await openTestBench();
    bench.emulator.faults.weather({
      seed,
      odds: [
        { fault: { do: "commit", answer: "drop" }, probability: 0.2 },
        { fault: { do: "refuse", answer: "unavailable" }, probability: 0.2 },
      ],
    });
    const met: (number | string)[] = [];
    for (let call = 0; call < 30; call += 1) met.push(await seen(bench, String(call)));
    return met;
  }

  it("is the same for the same seed, another for another, and leaves most calls alone", async () => {
    const [one, same, other] = [await journey(5), await journey(5), await journey(6)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(new Set(one)).toEqual(new Set([200, 503, "dropped"]));
    expect(one.filter((status) => status === 200).length).toBeGreaterThan(10);
  });

  it("waits until scripted steps are used up", async () => {
    const bench = await openTestBench();
    bench.emulator.faults.weather({
      seed: 1,
      odds: [{ fault: { do: "refuse", answer: "internal" }, probability: 1 }],
    });
    bench.emulator.faults.script(["pass", { do: "refuse", answer: "unavailable" }]);
    expect([await seen(bench, "a"), await seen(bench, "b"), await seen(bench, "c")]).toEqual([200, 503, 500]);
  });
});
