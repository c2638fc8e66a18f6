import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchCall } from "../test/discovery-watch.ts";
import { needsShared, sharedPath } from "../test/shared-data.ts";
import { closeTestBenches, openTestBench } from "../test/test-bench.ts";
import { requestKinds } from "./requests/request-kinds.ts";
import { messageNamed, snakeCase } from "./schema/message-table.ts";

afterEach(closeTestBenches);

const call = {
  service: "sheets",
  method: "spreadsheets.values.get",
  query: new URLSearchParams(),
  requestBody: "",
  status: 200,
  replyBody: JSON.stringify({ range: "A1", majorDimension: "ROWS" }),
};

/** Every test of this package that goes over HTTP is watched; here is shown that the watch is awake. */
describe("the discovery documents notice", () => {
  beforeEach(needsShared(sharedPath("discovery/sheets-v4.json")));

  const noticed = (changes: Partial<typeof call>): (() => void) => {
    watchCall({ ...call, ...changes });
    return checkWatchedCalls;
  };

  it("an unknown field, a value of the wrong type, an unknown enum value in a reply", () => {
    expect(noticed({})).not.toThrow();
    expect(noticed({ replyBody: '{"rang":"A1"}' })).toThrow("spreadsheets.values.get reply: no field rang");
    expect(noticed({ replyBody: '{"range":1}' })).toThrow("range: 1 is no string");
    expect(noticed({ replyBody: '{"majorDimension":"ROW"}' })).toThrow("ROW is no value");
    expect(noticed({ replyBody: '{"values":{}}' })).toThrow("is no list");
  });

  it("an unknown parameter, field or method in a request", () => {
    expect(noticed({ query: new URLSearchParams("rows=1") })).toThrow("no parameter rows");
    expect(noticed({ method: "spreadsheets.values.put" })).toThrow("is no method");
    const batch = { method: "spreadsheets.batchUpdate", replyBody: '{"replies":[{}]}' };
    expect(noticed({ ...batch, requestBody: '{"requests":[{"frobnicate":{}}]}' })).toThrow(
      "no field frobnicate",
    );
  });
});

describe("the emulator's own table of messages", () => {
  it("knows every kind of request that is emulated, and refuses the others by name", async () => {
    const known = messageNamed("Request");
    for (const name of requestKinds.keys()) expect(known.has(name)).toBe(true);
    const { batch } = await openTestBench();
    const others = [...known.keys()].filter((name) => !requestKinds.has(name));
    for (const name of others) {
      const { status, body } = await batch([{ [name]: {} }]);
      expect(status).toBe(501);
      expect(JSON.stringify(body)).toMatch(new RegExp(`(${name}|${snakeCase(name)}) is not emulated`));
    }
    expect(others.length).toBeGreaterThan(20);
  });
});
