import { expect, it } from "vitest";
import { readSource } from "../../test/source-items.ts";

it("reads a JSON array, objects inside objects as columns with dots, values with their types", async () => {
  const read = await readSource(
    "a.json",
    '[{"id":7,"member":{"name":"Ana","here":true}},{"id":8,"note":null}]',
  );
  expect(read).toEqual({
    columns: ["id", "member.name", "member.here", "note"],
    rows: [
      ["element 1", 7, "Ana", true],
      ["element 2", 8, null],
    ],
    problems: [],
  });
});

it("keeps every element before a malformed place and says that it read no further", async () => {
  const read = await readSource("a.json", '[{"id":1},\n{"id":2},\n{"id":3 oops},{"id":4}]');
  expect(read.rows).toEqual([
    ["element 1", 1],
    ["element 2", 2],
  ]);
  expect(read.problems).toEqual([
    "element 3: malformed JSON (cannot parse input: expected ','); nothing after this place was read",
  ]);
});

it("says that an array that is cut off is malformed", async () => {
  const read = await readSource("a.json", '[{"id":1},{"id":2}');
  expect(read.rows).toHaveLength(2);
  expect(read.problems).toHaveLength(1);
  expect(read.problems[0]).toMatch(/^element 3: malformed JSON/);
});

it("reads one object a line, and a malformed line costs itself only", async () => {
  const read = await readSource("a.ndjson", '\uFEFF{"id":1}\n\n{"id":\n[2]\n{"id":3}\n');
  expect(read.rows).toEqual([
    ["line 1", 1],
    ["line 5", 3],
  ]);
  expect(read.problems).toEqual([
    expect.stringMatching(/^line 3: malformed JSON: /),
    "line 4: not a JSON object",
  ]);
});

it("refuses a list as a cell", async () => {
  const read = await readSource("a.json", '[{"id":1,"tags":["a"]},{"id":2}]');
  expect(read.problems).toEqual(["element 1: tags: a list or an object this deep cannot stand in one cell"]);
  expect(read.rows).toEqual([["element 2", 2]]);
});

it("recognises JSON without an extension that says so", async () => {
  expect((await readSource("export", '[{"id":1}]')).rows).toEqual([["element 1", 1]]);
  expect((await readSource("export", '{"id":1}\n{"id":2}')).rows).toHaveLength(2);
});

it("keeps a text that looks like the end of an object in one piece", async () => {
  const text = `}],{"😀${"x".repeat(200_000)}`;
  expect((await readSource("a.json", JSON.stringify([{ text }]))).rows).toEqual([["element 1", text]]);
});
