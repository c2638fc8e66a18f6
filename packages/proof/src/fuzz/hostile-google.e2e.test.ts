import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CallName, endOf, googleCalls } from "./google-calls.ts";
import { type HostileReply, HostileServer, honestToken } from "./hostile-server.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_310);
const TIMEOUT_MS = 1_500;
const LONGEST_MS = 600_000;

let server: HostileServer;
beforeAll(async () => {
  server = await HostileServer.start();
});
afterAll(() => server.close());

const names = Object.keys(googleCalls("http://127.0.0.1:1", 1)) as CallName[];
const json = (value: unknown): string => JSON.stringify(value);

/** Answers as Google gives them, from which the hostile ones are made. */
const good = [
  { replies: [{ createDeveloperMetadata: { developerMetadata: { metadataId: 1_048_577 } } }, {}] },
  {
    metadataId: 1_048_577,
    metadataKey: "attendance-export",
    metadataValue: "tag",
    location: { spreadsheet: true },
  },
  {
    matchedDeveloperMetadata: [
      { developerMetadata: { metadataId: 5, metadataKey: "k", metadataValue: "v" } },
    ],
  },
  { range: "Attendance!A1:G9", majorDimension: "ROWS", values: [["Record"], ["R1", 45_000, true]] },
  {
    spreadsheetId: "sheet-1",
    sheets: [
      { properties: { sheetId: 7, title: "Attendance", gridProperties: { rowCount: 9, columnCount: 7 } } },
    ],
  },
  {
    error: { code: 400, status: "INVALID_ARGUMENT", message: "Invalid requests[0].createDeveloperMetadata" },
  },
  {
    error: {
      code: 403,
      status: "PERMISSION_DENIED",
      message: "no",
      details: [{ reason: "X" }],
      errors: [{}],
    },
  },
];

const oddities = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "\u0000",
  [],
  {},
  [[]],
  [null],
  { error: null },
  "9".repeat(400),
];

/** The value with one place in it replaced by something of another type, or taken away. */
const damaged = (value: unknown, path: readonly number[], oddity: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return oddity;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return oddity;
  const replaced = damaged((value as Readonly<Record<string, unknown>>)[key], rest, oddity);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === key ? replaced : item))
    : { ...value, [key]: replaced };
};

const damagedBody = fc
  .record({
    base: fc.constantFrom(...good),
    path: fc.array(fc.nat(5), { maxLength: 5 }),
    oddity: fc.oneof(fc.constantFrom(...oddities), fc.jsonValue()),
  })
  .map(({ base, path, oddity }) => json(damaged(base, path, oddity)));

const body = fc.oneof(
  damagedBody,
  fc
    .record({ base: fc.constantFrom(...good), keep: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ base, keep }) => json(base).slice(0, Math.floor(json(base).length * keep))),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "<!DOCTYPE html><title>Sign in</title>",
    "null",
    "[]",
    '"text"',
    "0",
    "{}{}",
    `${"[".repeat(5_000)}`,
  ),
);

const reply: fc.Arbitrary<HostileReply> = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    201,
    202,
    206,
    299,
    300,
    302,
    307,
    400,
    401,
    403,
    404,
    408,
    409,
    413,
    418,
    429,
    500,
    503,
    599,
  ),
  headers: fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    { "content-type": "text/html" },
    { "content-type": "application/octet-stream" },
    { "content-encoding": "gzip" },
    { "retry-after": "-1" },
    { "retry-after": "Thu, 99 Foo 2999" },
    { location: "http://127.0.0.1:9/" },
    { "content-type": "application/json; charset=utf-16" },
  ),
  body,
  manner: fc.constantFrom("whole", "whole", "whole", "whole", "cut"),
});

describe("the Google adapters against a hostile Google", () => {
  it(
    "end every call with a result or a PortFailure, whatever the answer",
    async () => {
      const calls = googleCalls(server.url, TIMEOUT_MS);
      const ends = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(reply, fc.constantFrom(...names), async (hostile, name) => {
          server.reply = hostile;
          const end = await endOf(calls[name]);
          ends.set(end, (ends.get(end) ?? 0) + 1);
          expect(end, name).not.toMatch(/^defect/);
        }),
        { numRuns: RUNS, seed: SEED },
      );
      // Not only failures: a test that no answer passes would prove nothing.
      expect(ends.get("ok") ?? 0).toBeGreaterThan(0);
      expect(ends.get("answer-malformed") ?? 0).toBeGreaterThan(0);
      if (process.env.FUZZ_RUNS !== undefined) console.info(Object.fromEntries(ends));
    },
    LONGEST_MS,
  );

  it(
    "end every call so when the token endpoint is hostile",
    async () => {
      server.reply = { status: 200, body: "{}" };
      await fc.assert(
        fc.asyncProperty(reply, fc.constantFrom(...names), async (hostile, name) => {
          server.tokenReply = hostile;
          const end = await endOf(googleCalls(server.url, TIMEOUT_MS)[name]);
          expect(end, name).not.toMatch(/^defect/);
        }),
        { numRuns: Math.ceil(RUNS / 3), seed: SEED },
      );
      server.tokenReply = honestToken;
    },
    LONGEST_MS,
  );

  // Found by the property above, and kept.
  it.each(["", "no id!", "a/b"])(
    "take a spreadsheet id that is none for a malformed answer: %j",
    async (id) => {
      server.reply = { status: 200, body: json({ spreadsheetId: id }) };
      expect(await endOf(googleCalls(server.url, TIMEOUT_MS).create)).toBe("answer-malformed");
    },
  );

  it.each(names)("never wait longer than they may for an answer that drips: %s", async (name) => {
    server.reply = { status: 200, body: "", manner: "drip" };
    const startedAt = performance.now();
    const end = await endOf(googleCalls(server.url, 500)[name]);
    expect(end).toMatch(/^(no-answer|unreachable)$/);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it.each(["append", "readReceipt", "readSheet"] as const)(
    "survive an answer of 100 MB: %s",
    async (name) => {
      server.reply = { status: 200, body: "{}", manner: { megabytes: 100 } };
      expect(await endOf(googleCalls(server.url, 20_000)[name])).toMatch(/^(ok|answer-malformed|no-answer)$/);
    },
    LONGEST_MS,
  );
});
