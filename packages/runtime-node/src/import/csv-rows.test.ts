import fc from "fast-check";
import { expect, it } from "vitest";
import { readSource } from "../../test/source-items.ts";

it("reads rows by the header, with a byte order mark, CRLF and blank lines", async () => {
  const read = await readSource("a.csv", '\uFEFFid, name \r\n1,"Bailão, Ana"\r\n\r\n\r\n0042,😀\r\n');
  expect(read).toEqual({
    columns: ["id", "name"],
    rows: [
      ["line 2", "1", "Bailão, Ana"],
      ["line 5", "0042", "😀"],
    ],
    problems: [],
  });
});

it("counts the lines inside a quoted value, whatever ends them", async () => {
  const { rows } = await readSource("a.csv", 'id,note\n1,"two\r\nlines"\n2,"three\n\nlines"\n3,x');
  expect(rows).toEqual([
    ["line 2", "1", "two\r\nlines"],
    ["line 4", "2", "three\n\nlines"],
    ["line 7", "3", "x"],
  ]);
});

it("reports a row with too many or too few values and keeps the others", async () => {
  const read = await readSource("a.csv", "id,name\n1,x\n2\n3,x,y\n4,z\n");
  expect(read.problems).toEqual([
    "line 3: 1 values stand here, the header has 2 columns",
    "line 4: 3 values stand here, the header has 2 columns",
  ]);
  expect(read.rows).toEqual([
    ["line 2", "1", "x"],
    ["line 5", "4", "z"],
  ]);
});

it("loses one line to a quote that is never closed, and none after it", async () => {
  const read = await readSource("a.csv", 'id,name\n1,x\n2,"never closed\n3,y\n4,z\n');
  expect(read.problems).toEqual([
    'line 3: a quote is opened here and never closed; close it with ", or write a quote inside a quoted value as ""',
  ]);
  expect(read.rows).toEqual([
    ["line 2", "1", "x"],
    ["line 4", "3", "y"],
    ["line 5", "4", "z"],
  ]);
});

it("loses one line to a quote in the middle of a value, also when a later line has quotes", async () => {
  const read = await readSource("a.csv", 'id,name\r\n1,"a"b\r\n2,"c"\r\n3,d"e\r\n\r\n4,"f"\r\n');
  expect(read.problems.map((problem) => problem.slice(0, 38))).toEqual([
    "line 2: a quote stands in the middle o",
    "line 4: a quote stands in the middle o",
  ]);
  expect(read.rows).toEqual([
    ["line 3", "2", "c"],
    ["line 6", "4", "f"],
  ]);
});

it("loses no row to a malformed line far behind the first chunk of the file", async () => {
  const lines = Array.from({ length: 40_000 }, (_, index) => `${index},name of member ${index}`);
  lines[30_000] = '30000,"broken';
  const read = await readSource("a.csv", `id,name\n${lines.join("\n")}\n`);
  expect(read.problems).toHaveLength(1);
  expect(read.problems[0]).toMatch(/^line 30002: /);
  expect(read.rows).toHaveLength(39_999);
  expect(read.rows.at(-1)).toEqual(["line 40001", "39999", "name of member 39999"]);
});

it("stops with one message in a file that is anything but CSV", async () => {
  const { problems } = await readSource("a.csv", `id,name\n${'1,"x"y\n'.repeat(1_200)}`);
  expect(problems).toHaveLength(1_002);
  expect(problems.at(-1)).toBe("line 1003: 1001 lines before this one are malformed; the rest was not read");
});

it("finds the delimiter in the header", async () => {
  expect((await readSource("a.csv", "id;name\n1;x,y\n")).rows).toEqual([["line 2", "1", "x,y"]]);
  expect((await readSource("a.tsv", "id\tname\n1\tx,y\n")).rows).toEqual([["line 2", "1", "x,y"]]);
});

it("tells columns of the same name, and nameless ones, apart", async () => {
  expect((await readSource("a.csv", "id,date,date,\n1,2,3,4\n")).columns).toEqual([
    "id",
    "date",
    "date (2)",
    "column 4",
  ]);
});

it("reads back whatever text a value holds", async () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\u0000"));
  const rows = fc.array(fc.tuple(fc.nat().map(String), text), { minLength: 1, maxLength: 20 });
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      const lines = values.map(([id, note]) => `${id},${quoted(note)}\r\n`);
      const read = await readSource("a.csv", `id,note\r\n${lines.join("")}`);
      expect(read.problems).toEqual([]);
      expect(read.rows.map((row) => (row as string[]).slice(1))).toEqual(values);
    }),
    { numRuns: 50 },
  );
});
