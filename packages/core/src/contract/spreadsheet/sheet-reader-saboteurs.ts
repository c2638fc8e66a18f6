import type { SheetRow } from "../../ports/sheet-reader.ts";
import type { Saboteurs } from "../contract.ts";
import { inabilitySaboteurs } from "./inability-saboteurs.ts";
import { brokenReader, caught, type Saboteur } from "./sabotage.ts";
import type { SheetReaderSentence } from "./sheet-reader-contract.ts";
import type { SheetReaderSubject } from "./sheet-reader-subject.ts";

type PlainCell = SheetRow["cells"][number];

const changingRows = (change: (row: SheetRow) => SheetRow): Saboteur =>
  brokenReader(
    ({ reader }) =>
      async (grant, sheet, page) =>
        (await reader.read(grant, sheet, page))?.map(change),
  );

const changingCells = (change: (cell: PlainCell) => PlainCell): Saboteur =>
  changingRows((row) => ({ ...row, cells: row.cells.map(change) }));

/** For each guarantee of the reader, one that breaks it. */
export const sheetReaderSaboteurs: Saboteurs<SheetReaderSubject, SheetReaderSentence> = {
  ...inabilitySaboteurs,

  "numbers rows as people do, from the header on": changingRows(({ rowNumber, cells }) => ({
    rowNumber: rowNumber - 1,
    cells,
  })),
  "gives text, numbers and booleans as what they are": changingCells((cell) =>
    cell === null ? null : String(cell),
  ),
  "gives days and times as serial numbers": changingCells((cell) =>
    typeof cell === "number" && cell > 40_000 ? `day ${cell}` : cell,
  ),
  "gives a text of 50,000 characters whole": changingCells((cell) =>
    typeof cell === "string" ? cell.slice(0, 32_767) : cell,
  ),
  "gives null for empty cells, none at a row's end, and leaves empty rows out": changingRows(
    ({ rowNumber, cells }) => ({ rowNumber, cells: cells.filter((cell) => cell !== null) }),
  ),
  "reads page by page without a gap or a repeat": brokenReader(
    ({ reader }) =>
      (grant, sheet, { fromRow, rows }) =>
        reader.read(grant, sheet, { fromRow, rows: rows + 1 }),
  ),
  "tells the end of the grid from rows that are only empty": brokenReader(
    ({ reader }) =>
      async (grant, sheet, page) =>
        (await reader.read(grant, sheet, page)) ?? [],
  ),
  "reads the tab it is told, however the tabs are called": brokenReader(
    ({ reader, sheet }) =>
      (grant, _told, page) =>
        reader.read(grant, sheet, page),
  ),
  "reads on when people rename the tab, also when another takes its name": brokenReader(
    ({ reader, file }) => {
      const titles = new Map<number, string>();
      return async (grant, sheet, page) => {
        const title = titles.get(sheet.tabId) ?? file.tab(sheet.tabId)?.title ?? "";
        titles.set(sheet.tabId, title);
        const tab = file.tabs.find((each) => each.title === title);
        return tab === undefined ? [] : reader.read(grant, { ...sheet, tabId: tab.tabId }, page);
      };
    },
  ),
  "tells that the tab was deleted": brokenReader(({ reader }) => async (grant, sheet, page) => {
    const failure = await caught(reader.read(grant, sheet, page));
    return failure?.code === "tab-missing" ? [] : reader.read(grant, sheet, page);
  }),
};
