import { type RecordDraft, tenantId, timeZone } from "@attendance-export/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFile } from "../../test/temporary-folder.ts";
import { UserError } from "../user-error.ts";
import { importFile } from "./import-file.ts";
import { describePlace } from "./source-row.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 100);
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_310);
const LONGEST_MS = 600_000;

interface Outcome {
  readonly drafts: readonly RecordDraft[];
  readonly rejected: number;
  /** Rows of which something was said. */
  readonly complaints: number;
  /** The file as a whole was refused, with a sentence for its owner. */
  readonly refused: string | undefined;
}

/** Imports as the command line does. Anything but records, problems and a `UserError` is a defect and rejects. */
const imported = async (name: string, content: string | Buffer): Promise<Outcome> => {
  const drafts: RecordDraft[] = [];
  const places = new Set<string>();
  try {
    const { summary } = await importFile({
      file: temporaryFile(name, content),
      tenantId: tenantId("a-school"),
      timeZone: timeZone("Europe/Berlin"),
      register: {
        put: async (_, batch) => {
          drafts.push(...batch);
          return { added: batch.length, changed: 0, unchanged: 0 };
        },
      },
      onProblem: (place, message) => {
        places.add(describePlace(place));
        expect(message).not.toBe("");
      },
      onProgress: () => undefined,
    });
    return { drafts, rejected: summary.rejected, complaints: places.size, refused: undefined };
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    expect(thrown.message).not.toBe("");
    expect(thrown.advice).not.toBe("");
    return { drafts, rejected: places.size, complaints: places.size, refused: thrown.message };
  }
};

/** What holds for every file: each refused row is told, and what was taken is a record with an id of its own. */
const check = async (name: string, content: string | Buffer): Promise<Outcome> => {
  const outcome = await imported(name, content);
  // One complaint or more for each refused row. Rows of a file that mixes line ends may stand on one line.
  expect(outcome.complaints).toBeLessThanOrEqual(outcome.rejected);
  expect(outcome.complaints > 0).toBe(outcome.rejected > 0);
  expect(new Set(outcome.drafts.map(({ id }) => id)).size).toBe(outcome.drafts.length);
  return outcome;
};

const header = "id,member,session,date,check in,check out";
const row = "R1,Ada,Maths,2024-03-08,08:00,09:30";
const repeated = (text: string, times: number): string => text.repeat(times);

const corpus: readonly (readonly [string, string, string | Buffer])[] = [
  ["nothing", "a.csv", ""],
  ["only a byte order mark", "a.csv", "\uFEFF"],
  ["a header and nothing else", "a.csv", header],
  ["a quote that never ends", "a.csv", `${header}\n"R1,Ada,Maths,2024-03-08,,\n${row}`],
  ["a header with an open quote", "a.csv", `"id,member,session,date\n${row}`],
  [
    "rows longer and shorter than the header",
    "a.csv",
    `${header}\nR1\n${row},more,and more\n${row.replace("R1", "R2")}`,
  ],
  [
    "a cell of two million characters",
    "a.csv",
    `${header}\nR1,${repeated("x", 2_000_000)},Maths,2024-03-08,,`,
  ],
  ["ten thousand columns", "a.csv", `${header}${repeated(",c", 10_000)}\n${row}${repeated(",v", 10_000)}`],
  [
    "null bytes after the first part",
    "a.csv",
    `${header}\n${repeated(`${row}\n`, 3_000)}R2,\u0000,Maths,2024-03-08,,`,
  ],
  [
    "bytes that are no UTF-8",
    "a.csv",
    Buffer.concat([
      Buffer.from(`${header}\nR1,`),
      Buffer.from([0xff, 0xc3, 0x28]),
      Buffer.from(",Maths,2024-03-08,,"),
    ]),
  ],
  ["half a surrogate pair", "a.json", `[{"id":"R\\ud800","member":"A","session":"B","date":"2024-03-08"}]`],
  ["UTF-16", "a.csv", Buffer.from(`\uFEFF${header}`, "utf16le")],
  ["a workbook", "a.csv", "PK\u0003\u0004whatever"],
  ["formulas in every cell", "a.csv", `${header}\n=cmd|'/C calc'!A0,=1+1,@SUM(A1),2024-03-08,,`],
  ["a path for an id", "a.csv", `${header}\n../../etc/passwd,Ada,Maths,2024-03-08,,`],
  [
    "days that do not exist",
    "a.csv",
    `${header}\nR1,Ada,Maths,2024-02-30,,\nR2,Ada,Maths,0000-00-00,,\nR3,Ada,Maths,275760-09-14,,`,
  ],
  ["the same id again", "a.csv", `${header}\n${row}\n${row}\n${row}`],
  [
    "names of object properties",
    "a.csv",
    `__proto__,constructor,id,member,session,date\n1,2,R1,Ada,Maths,2024-03-08`,
  ],
  [
    "JSON that pollutes prototypes",
    "a.json",
    `[{"__proto__":{"id":"x"},"id":"R1","member":"A","session":"B","date":"2024-03-08"}]`,
  ],
  ["JSON cut off", "a.json", `[{"id":"R1","member":"A","session":"B","date":"2024-03-08"},{"id":`],
  ["JSON that is deep", "a.json", `[${repeated('{"a":', 3_000)}1${repeated("}", 3_000)}]`],
  [
    "JSON that is no list of objects",
    "a.json",
    `[1,null,"x",[],{"id":"R1","member":"A","session":"B","date":"2024-03-08"}]`,
  ],
  ["one JSON text", "a.json", `"text"`],
  [
    "lines of JSON, some of them broken",
    "a.ndjson",
    `{"id":"R1","member":"A","session":"B","date":"2024-03-08"}\n{"id":\n\n[]\n`,
  ],
  ["HTML", "a.csv", "<!DOCTYPE html><title>Sign in</title><p>Please sign in."],
  ["carriage returns alone", "a.csv", `${header}\r${row}\r`],
];

describe("an import of a hostile file", () => {
  it.each(corpus)("takes what is good and says what is not: %s", async (_, name, content) => {
    await check(name, content);
  });

  it("does not let a file change what every object has", async () => {
    const files = corpus.filter(([what]) => /prototypes|properties/.test(what));
    for (const [, name, content] of files) await check(name, content);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { readonly id?: unknown }).id).toBeUndefined();
  });

  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "R1",
      "2024-03-08",
      "08:00",
      "25:61",
      "=1+1",
      '"',
      '""',
      ",",
      "\n",
      "\r\n",
      "\u2028",
      "0",
      "-1",
      "1e999",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.string({ maxLength: 12 }),
  );
  const csv = fc
    .record({
      head: fc.oneof(
        fc.constant(header),
        fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(",")),
      ),
      rows: fc.array(
        fc.oneof(
          fc.constant(row),
          fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(",")),
        ),
        {
          maxLength: 12,
        },
      ),
      end: fc.constantFrom("\n", "\r\n", "\r"),
    })
    .map(({ head, rows, end }) => [head, ...rows].join(end));
  const json = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc
      .array(fc.dictionary(fc.constantFrom("id", "member", "session", "date", "x"), fc.jsonValue()))
      .map((list) => JSON.stringify(list)),
  );

  it("does so for random CSV", { timeout: LONGEST_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(csv, async (text) => void (await check("a.csv", text))),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it("does so for random JSON", { timeout: LONGEST_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(
        json,
        fc.constantFrom("a.json", "a.ndjson"),
        async (text, name) => void (await check(name, text)),
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it("does so for random bytes", { timeout: LONGEST_MS }, async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom("a.csv", "a.json", "a.txt"), async (content, name) => {
        await check(name, content);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
