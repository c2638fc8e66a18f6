import { PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { batch, refuse, sinkOf, worldsOfEachTest } from "../test/api-calls.ts";
import type { EmulatorWorld } from "../test/emulator-world.ts";

const open = worldsOfEachTest();
const methods = ({ emulator }: EmulatorWorld): readonly string[] =>
  emulator.calls.list().map(({ method }) => method);
const any = { service: "sheets", access: "any" } as const;

describe("calls to Google", () => {
  it("are one for a batch, and none before it but for the token", async () => {
    const world = await open();
    await world.sink.append(world.grant, batch(world));
    await world.sink.append(world.grant, batch(world, 2));
    expect(methods(world)).toEqual(["token", "spreadsheets.batchUpdate", "spreadsheets.batchUpdate"]);
  });

  it.each([
    ["a write", 503],
    ["a write", 429],
    ["a read", 503],
    ["a read", 429],
  ])("are not repeated when %s is answered %d", async (kind, status) => {
    const world = await open();
    const body = { error: { code: status, message: "…", status: "…" } };
    world.emulator.faults.arm(refuse({ status, body }), { on: any, times: 5 });
    const { grant, sheet, sink } = world;
    const call = kind === "a read" ? sink.probe(grant, sheet) : sink.append(grant, batch(world));
    await expect(call).rejects.toBeInstanceOf(PortFailure);
    expect(methods(world).filter((method) => method !== "token").length).toBe(1);
  });

  it("are not repeated when the connection breaks", async () => {
    const world = await open();
    world.emulator.faults.arm({ do: "refuse", answer: "drop" }, { on: any, times: 5 });
    const { grant, sheet, sink } = world;
    await expect(sink.probe(grant, sheet)).rejects.toMatchObject({ code: "no-answer" });
    await expect(sink.append(grant, batch(world))).rejects.toMatchObject({ code: "no-answer" });
    expect(methods(world).filter((method) => method !== "token").length).toBe(2);
  });

  it("are not repeated after 403, and the token is not renewed for it", async () => {
    const world = await open();
    const body = {
      error: { code: 403, message: "The caller does not have permission", status: "PERMISSION_DENIED" },
    };
    world.emulator.faults.arm(refuse({ status: 403, body }), { on: any, times: 5 });
    await expect(world.sink.append(world.grant, batch(world))).rejects.toMatchObject({
      code: "access-denied",
    });
    expect(methods(world)).toEqual(["token", "spreadsheets.batchUpdate"]);
  });

  it("do not follow a redirect, which would make a read of a write", async () => {
    const world = await open();
    const location = `${world.emulator.url}/v4/spreadsheets/${world.sheet.spreadsheetId}`;
    const elsewhere = { status: 302, headers: { location }, body: "" };
    world.emulator.faults.arm(refuse(elsewhere), { on: any });
    await expect(world.sink.append(world.grant, batch(world))).rejects.toMatchObject({
      code: "answer-malformed",
    });
    expect(methods(world)).toEqual(["token", "spreadsheets.batchUpdate"]);
  });

  it("wait for an answer only so long, and then nobody knows", async () => {
    const world = await open();
    const sink = sinkOf(world, { timeoutsMs: { write: 150, read: 150 } });
    world.emulator.people.share(world.sheet.spreadsheetId, "another@example.org");
    world.emulator.faults.arm({ do: "commit", answer: "silence" });
    await expect(sink.append(world.grant, batch(world))).rejects.toMatchObject({ code: "no-answer" });
    await expect(sink.append(world.grant, batch(world))).resolves.toMatchObject({
      status: "refused",
      failure: { code: "receipt-in-use" },
    });
  });

  it("for one spreadsheet wait for each other, so that they are made in the order of asking", async () => {
    const world = await open();
    // Without a line, what is asked later would overtake what takes longer.
    world.emulator.faults.arm({ do: "delay", ms: 50 });
    const sequences = [4, 1, 5, 2, 3];
    await Promise.all(sequences.map((sequence) => world.sink.append(world.grant, batch(world, sequence))));
    const truth = await world.truth(world.sheet.spreadsheetId);
    const ours = truth?.tabs.find(({ tabId }) => tabId === world.sheet.tabId);
    expect(ours?.rows.map(([id]) => id)).toEqual(sequences.map((sequence) => `rec-${sequence}`));
  });
});

describe("a receipt", () => {
  it("belongs to the spreadsheet, and every program may see it", async () => {
    const world = await open();
    const sealed = batch(world);
    await world.sink.append(world.grant, sealed);
    const { metadata } = world.emulator.files.find(world.sheet.spreadsheetId)?.current?.spreadsheet ?? {};
    expect(metadata).toMatchObject([
      {
        metadataId: sealed.batch.receipt.id,
        metadataKey: "ae",
        metadataValue: sealed.batch.receipt.tag,
        visibility: "DOCUMENT",
        location: { type: "SPREADSHEET" },
      },
    ]);
  });
});

describe("a 401", () => {
  it("to a token that was good before is met by one new token, and the same request", async () => {
    const world = await open();
    await world.sink.append(world.grant, batch(world));
    world.emulator.accounts.expireAccessTokens("attendance-1@example.org");
    expect(await world.sink.append(world.grant, batch(world, 2))).toEqual({ status: "appended" });
    expect(methods(world).slice(2)).toEqual([
      "spreadsheets.batchUpdate",
      "token",
      "spreadsheets.batchUpdate",
    ]);
  });

  it("to the new token as well is the end of it", async () => {
    const world = await open();
    await world.lever.next("unauthenticated");
    await expect(world.sink.append(world.grant, batch(world))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(methods(world)).toEqual([
      "token",
      "spreadsheets.batchUpdate",
      "token",
      "spreadsheets.batchUpdate",
    ]);
  });
});

describe("an answer of 200", () => {
  it.each([
    ["of half a JSON text", { "content-type": "application/json" }, '{"replies":[{},'],
    ["of HTML", { "content-type": "text/html" }, "<html>Welcome to the hotel</html>"],
    ["with too few replies", { "content-type": "application/json" }, { replies: [{}] }],
    ["with replies that are none", { "content-type": "application/json" }, { replies: "{}" }],
  ])("%s is no answer of the API's; the receipt tells what was done", async (_name, headers, body) => {
    const world = await open();
    world.emulator.faults.arm({ do: "commit", answer: { status: 200, headers, body } });
    const append = () => world.sink.append(world.grant, batch(world));
    await expect(append()).rejects.toMatchObject({ code: "answer-malformed" });
    expect(await append()).toMatchObject({ status: "refused", failure: { code: "receipt-in-use" } });
  });

  it.each([
    ["tabs", "spreadsheets.get", { sheets: [{ properties: { sheetId: "7", title: "x" } }] }],
    ["no tabs", "spreadsheets.get", {}],
    ["cells", "spreadsheets.values.get", { values: [[{}]] }],
    ["a mark", "spreadsheets.developerMetadata.get", { metadataId: "7" }],
  ])("with %s of the wrong type is no answer of the API's", async (_name, method, body) => {
    const world = await open();
    const answer = { status: 200, headers: { "content-type": "application/json" }, body };
    world.emulator.faults.arm({ do: "commit", answer }, { on: { service: "sheets", method } });
    const call = method.includes("Metadata")
      ? world.book.read(world.grant, batch(world).batch)
      : world.reader.read(world.grant, world.sheet, { fromRow: 1, rows: 5 });
    await expect(call).rejects.toMatchObject({ code: "answer-malformed" });
  });
});
