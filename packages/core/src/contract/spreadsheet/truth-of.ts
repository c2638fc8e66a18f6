import assert from "node:assert/strict";
import type { SheetAddress } from "../../model/batch.ts";
import type { SpreadsheetWorld, TrueCell, TrueMark, TrueSpreadsheet } from "./spreadsheet-world.ts";

/** The world's own spreadsheet as it really is. */
export const spreadsheetOf = async (world: SpreadsheetWorld): Promise<TrueSpreadsheet> => {
  const truth = await world.truth(world.sheet.spreadsheetId);
  assert.ok(truth !== undefined, "the spreadsheet is gone");
  return truth;
};

/** What really stands below the header, on the world's own tab or on another one. */
export const rowsOn = async (
  world: SpreadsheetWorld,
  sheet: SheetAddress = world.sheet,
): Promise<readonly (readonly TrueCell[])[]> => {
  const truth = await world.truth(sheet.spreadsheetId);
  const tab = truth?.tabs.find((each) => each.tabId === sheet.tabId);
  assert.ok(tab !== undefined, `the tab ${sheet.tabId} is gone`);
  return tab.rows;
};

/** Column A of what stands below the header. */
export const idsOn = async (
  world: SpreadsheetWorld,
  sheet: SheetAddress = world.sheet,
): Promise<readonly TrueCell[]> => (await rowsOn(world, sheet)).map(([id = null]) => id);

/** The marks that are really there, by id. */
export const marksOf = async (world: SpreadsheetWorld): Promise<readonly TrueMark[]> =>
  (await spreadsheetOf(world)).marks;

/** Does what a guarantee says changes nothing, and proves it on everything there is. */
export const changingNothing = async <Result>(
  world: SpreadsheetWorld,
  act: () => Promise<Result>,
): Promise<Result> => {
  const before = await spreadsheetOf(world);
  const result = await act();
  assert.deepEqual(await spreadsheetOf(world), before);
  return result;
};
