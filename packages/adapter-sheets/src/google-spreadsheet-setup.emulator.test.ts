import { defaultTemplate, tabId } from "@attendance-export/core";
import { rowOf, sealedBatchOf } from "@attendance-export/core/contract";
import { describe, expect, it } from "vitest";
import { worldsOfEachTest } from "../test/api-calls.ts";
import type { EmulatorWorld } from "../test/emulator-world.ts";
import { rawTab } from "../test/true-spreadsheet.ts";

const open = worldsOfEachTest();

const addOurs = async (world: EmulatorWorld) => {
  const sheet = { ...world.sheet, tabId: tabId(77) };
  await world.setup.addTab(world.grant, { sheet, title: "Export", template: defaultTemplate(["Team"]) });
  const tab = rawTab(world.emulator, sheet);
  if (tab === undefined) throw new Error("there is no tab");
  return { sheet, tab };
};

describe("our own tab", () => {
  it("is as narrow as its template, with a bold header that stays in sight", async () => {
    const { tab } = await addOurs(await open());
    expect([tab.grid.rowCount, tab.grid.columnCount, tab.properties.frozenRowCount]).toEqual([1_000, 8, 1]);
    const header = tab.grid.row(0);
    expect(header.length).toBe(8);
    for (const cell of header) expect(cell).toMatchObject({ format: { textFormat: { bold: true } } });
  });

  it("has columns as wide as what stands in them", async () => {
    const { tab } = await addOurs(await open());
    const widths = Array.from({ length: 8 }, (_, index) => tab.columnProperties.get(index)?.pixelSize);
    expect(widths).toEqual([160, 100, 160, 160, 160, 140, 140, 120]);
  });

  it("takes its first row below the header, which is not bold", async () => {
    const world = await open();
    const { sheet } = await addOurs(world);
    expect(await world.sink.append(world.grant, sealedBatchOf(sheet, [rowOf("rec-1")]))).toEqual({
      status: "appended",
    });
    const row = rawTab(world.emulator, sheet)?.grid.row(1) ?? [];
    expect(row[0]).toBe("rec-1");
    expect(row[1]).toMatchObject({
      value: 46_023,
      format: { numberFormat: { type: "DATE", pattern: "yyyy-mm-dd" } },
    });
  });

  it("is made in two requests: a look, and all of it at once", async () => {
    const world = await open();
    await addOurs(world);
    expect(world.emulator.calls.list({ service: "sheets" }).map(({ method }) => method)).toEqual([
      "spreadsheets.get",
      "spreadsheets.batchUpdate",
    ]);
  });

  it("gets another number when somebody takes its title between the look and the request", async () => {
    const world = await open();
    const title =
      'Invalid requests[0].addSheet: A sheet with the name "Export" already exists. Please enter another name.';
    const body = { error: { code: 400, message: title, status: "INVALID_ARGUMENT" } };
    world.emulator.faults.arm({ do: "refuse", answer: { status: 400, body } });
    const { tab } = await addOurs(world);
    expect(tab.properties.title).toBe("Export");
  });
});

describe("the trial of the promise", () => {
  it("takes three writes and a read", async () => {
    const world = await open();
    const { grant, sheet, setup } = world;
    const plan = { spreadsheetId: sheet.spreadsheetId, used: 71, fresh: 72 };
    expect(await setup.receiptsAreWriteOnce(grant, plan)).toBe(true);
    expect(world.emulator.calls.list({ service: "sheets" }).map(({ method }) => method)).toEqual([
      "spreadsheets.batchUpdate",
      "spreadsheets.batchUpdate",
      "spreadsheets.developerMetadata.search",
      "spreadsheets.batchUpdate",
    ]);
  });
});
