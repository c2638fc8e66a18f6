import { expect, it } from "vitest";
import { temporaryFile } from "../../test/temporary-folder.ts";
import { readMapping } from "./mapping-file.ts";

const complete = { id: "id", member: { id: "who" }, session: { name: "what" }, date: "day" };

const complaint = async (mapping: unknown): Promise<string> => {
  const file = temporaryFile("m.json", typeof mapping === "string" ? mapping : JSON.stringify(mapping));
  return readMapping(file).then(
    () => "none",
    (error: Error) => error.message.replaceAll(file, "m.json"),
  );
};

it("takes a column's name for a value", async () => {
  const mapping = await readMapping(temporaryFile("m.json", JSON.stringify(complete)));
  expect(mapping.id).toEqual({ column: "id" });
  expect(mapping.approval).toEqual({});
});

it.each([
  [{ ...complete, timezone: "UTC" }, "m.json: timezone: there is no such setting"],
  [
    { ...complete, date: 7 },
    "m.json: date: 7 is not a column's name, or an object with exactly one of column, template and text",
  ],
  [
    { ...complete, id: { column: "a", text: "b" } },
    `m.json: id: {"column":"a","text":"b"} is not a column's name, or an object with exactly one of column, template and text`,
  ],
  [{ ...complete, session: {} }, "m.json: session.name: is missing; wanted is a column's name"],
  [
    { ...complete, wide: { columns: "(" } },
    'm.json: wide.columns: "(" is not a regular expression; Invalid regular expression: /(/u: Unterminated group',
  ],
  [
    { ...complete, times: { checkIn: "in", skippedHour: "guess" } },
    'm.json: times.skippedHour: "guess" is not refuse or later',
  ],
  ['{ "id": ', "m.json is not JSON: Unexpected end of JSON input"],
])("says where a mapping is wrong, what stands there and what is wanted (%#)", async (mapping, message) => {
  expect(await complaint(mapping)).toContain(message);
});

it("names the first five complaints and counts the rest", async () => {
  const wrong = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`f${index}`, 1]));
  const lines = (await complaint({ ...complete, fields: wrong })).split("\n");
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toBe("m.json: and 2 more");
});

it("says that the mapping file is not there", async () => {
  await expect(readMapping("/nowhere/m.json")).rejects.toThrow(
    "The mapping file /nowhere/m.json cannot be read.",
  );
});
