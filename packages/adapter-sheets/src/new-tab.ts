import type { SheetTemplate, TabId, TemplateColumn } from "@attendance-export/core";
import type { sheets_v4 } from "@googleapis/sheets";

/** Every cell of the grid counts towards ten million, filled or not; rows are added as they are needed. */
const FIRST_ROWS = 1_000;

const WIDTHS: Readonly<Record<TemplateColumn["type"], number>> = {
  text: 160,
  value: 120,
  number: 90,
  boolean: 80,
  date: 100,
  dateTime: 140,
};

/** Our tab, its header and its looks: one batch, so that it is there as a whole or not at all. */
export const newTab = (
  tabId: TabId,
  title: string,
  { columns }: SheetTemplate,
): sheets_v4.Schema$Request[] => [
  {
    addSheet: {
      properties: {
        sheetId: tabId,
        title,
        gridProperties: { rowCount: FIRST_ROWS, columnCount: columns.length, frozenRowCount: 1 },
      },
    },
  },
  {
    appendCells: {
      sheetId: tabId,
      rows: [
        {
          values: columns.map(({ header }) => ({
            userEnteredValue: { stringValue: header },
            userEnteredFormat: { textFormat: { bold: true } },
          })),
        },
      ],
      fields: "userEnteredValue,userEnteredFormat.textFormat.bold",
    },
  },
  ...columns.map(({ type }, index) => ({
    updateDimensionProperties: {
      range: { sheetId: tabId, dimension: "COLUMNS", startIndex: index, endIndex: index + 1 },
      properties: { pixelSize: WIDTHS[type] },
      fields: "pixelSize",
    },
  })),
];
