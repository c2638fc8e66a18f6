import { expect, it } from "vitest";
import { temporaryFile, temporaryFolder } from "../../test/temporary-folder.ts";
import { openSource } from "./source-file.ts";

it.each([
  ["a workbook", Buffer.from("PK\u0003\u0004rest"), /is a workbook or an archive/],
  ["UTF-16", Buffer.from("\uFEFFid,name", "utf16le"), /is in UTF-16/],
  ["a file with zero bytes", Buffer.from("id\u0000,name\n"), /is not a text file/],
  ["an empty file", Buffer.from("\n \n"), /is empty/],
  ["a header with a broken quote", Buffer.from('id,"na"me\n1,2\n'), /no header that can be read/],
])("refuses %s and says what to do", async (_, content, what) => {
  await expect(openSource(temporaryFile("a.csv", content))).rejects.toThrow(what);
});

it("refuses a file that is not there, and a folder", async () => {
  await expect(openSource("/nowhere/a.csv")).rejects.toThrow("There is no file /nowhere/a.csv.");
  await expect(openSource(temporaryFolder())).rejects.toThrow("is a folder");
});

it("begins below the lines that stand above the header", async () => {
  const file = temporaryFile("a.csv", "Attendance 2024\n\nid;name\n1;x\n");
  const source = await openSource(file, { linesBeforeHeader: 2 });
  expect(source.columns).toEqual(["id", "name"]);
});

it("knows how far it has read", async () => {
  const source = await openSource(temporaryFile("a.csv", "id\n1\n2\n"));
  for await (const item of source.items) expect(item.kind).toBe("row");
  expect(source.bytesRead()).toBe(source.sizeBytes);
});
