import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";

const folders: string[] = [];
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-sheets-"));
  folders.push(folder);
  return join(folder, "sheets.sqlite");
}
afterEach(async () => {
  await closeTestBenches();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const row = (index: number) => ({
  values: [
    { userEnteredValue: { stringValue: `row ${index}` } },
    {
      userEnteredValue: { numberValue: 43_831 + index },
      userEnteredFormat: { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } },
      note: index % 1_000 === 0 ? `note ${index}` : undefined,
    },
  ],
});
const append = (from: number, to: number) => ({
  appendCells: {
    sheetId: 0,
    fields: "*",
    rows: Array.from({ length: to - from }, (_, index) => row(from + index)),
  },
});

describe("an emulator on a file", () => {
  it("finds everything again at the next start, more rows than it holds in memory included", async () => {
    const file = newFile();
    const first = await openTestBench({ storage: { file } });
    for (let from = 0; from < 40_000; from += 10_000) await first.batch([append(from, from + 10_000)]);
    await first.batch([
      { updateSheetProperties: { properties: { sheetId: 0, title: "Log" }, fields: "title" } },
    ]);
    await first.emulator.close();

    const second = await openTestBench({ storage: { file } });
    second.emulator.people.share(first.id, second.account.email);
    const path = `/v4/spreadsheets/${first.id}/values/`;
    expect((await second.call("GET", `${path}Log!A39999:B40000`)).body).toMatchObject({
      values: [
        ["row 39998", "2129-07-06"],
        ["row 39999", "2129-07-07"],
      ],
    });
    expect((await second.call("GET", `${path}Log!A1:B1`)).body).toMatchObject({
      values: [["row 0", "2020-01-01"]],
    });
    expect(second.id).not.toBe(first.id);
  });

  it("keeps nothing of a batch that was refused", async () => {
    const file = newFile();
    const first = await openTestBench({ storage: { file } });
    await first.batch([append(0, 3)]);
    expect((await first.batch([append(3, 2_000), { deleteSheet: { sheetId: 99 } }])).status).not.toBe(200);
    await first.emulator.close();
    const second = await openTestBench({ storage: { file } });
    expect(second.emulator.files.find(first.id)?.current?.spreadsheet.sheets[0]?.grid.dataEnd).toBe(3);
  });
});
