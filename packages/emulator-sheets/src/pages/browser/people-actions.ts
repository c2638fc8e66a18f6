import type { ActionTable } from "./action.ts";

const lines = (dimension: unknown): string => (dimension === "columns" ? "Columns" : "Rows");

/** What people do to a spreadsheet: the forms of the panel, by the name that stands on their button. */
export const peopleActions: ActionTable = {
  "rename tab": ({ spreadsheetId, sheetId }, { title }) => ({
    part: "people",
    method: "renameTab",
    args: [spreadsheetId, sheetId, title],
  }),
  "delete tab": ({ spreadsheetId, sheetId }) => ({
    part: "people",
    method: "deleteTab",
    args: [spreadsheetId, sheetId],
  }),
  "add tab": ({ spreadsheetId }, { title }) => ({
    part: "people",
    method: "edit",
    args: [spreadsheetId, [{ addSheet: { properties: title === "" ? {} : { title } } }]],
  }),
  sort: ({ spreadsheetId, sheetId, chosen }, { order, headerRows }) => ({
    part: "people",
    method: "sortTab",
    args: [
      spreadsheetId,
      { sheetId, column: chosen.column, isDescending: order === "descending", headerRows },
    ],
  }),
  insert: ({ spreadsheetId, sheetId, chosen }, { dimension, count }) => ({
    part: "people",
    method: `insert${lines(dimension)}`,
    args: [spreadsheetId, { sheetId, at: dimension === "columns" ? chosen.column : chosen.row, count }],
  }),
  delete: ({ spreadsheetId, sheetId, chosen }, { dimension, count }) => ({
    part: "people",
    method: `delete${lines(dimension)}`,
    args: [spreadsheetId, { sheetId, at: dimension === "columns" ? chosen.column : chosen.row, count }],
  }),
  type: ({ spreadsheetId, sheetId, chosen }, { text }) => ({
    part: "people",
    method: "typeInto",
    args: [spreadsheetId, { sheetId, row: chosen.row, column: chosen.column }, text],
  }),
  filter: ({ spreadsheetId, sheetId }) => ({
    part: "people",
    method: "filterTab",
    args: [spreadsheetId, sheetId],
  }),
  protect: ({ spreadsheetId, sheetId }, { editor }) => ({
    part: "people",
    method: "protectTab",
    args: [spreadsheetId, sheetId, editor === "" ? [] : [editor]],
  }),
  unprotect: ({ spreadsheetId }, { id }) => ({
    part: "people",
    method: "edit",
    args: [spreadsheetId, [{ deleteProtectedRange: { protectedRangeId: id } }]],
  }),
  share: ({ spreadsheetId }, { email, role }) => ({
    part: "people",
    method: "share",
    args: [spreadsheetId, email, role],
  }),
  unshare: ({ spreadsheetId }, { email }) => ({
    part: "people",
    method: "unshare",
    args: [spreadsheetId, email],
  }),
  trash: ({ spreadsheetId }) => ({ part: "people", method: "trash", args: [spreadsheetId] }),
  untrash: ({ spreadsheetId }) => ({ part: "people", method: "untrash", args: [spreadsheetId] }),
  "delete forever": ({ spreadsheetId }) => ({
    part: "people",
    method: "deleteForever",
    args: [spreadsheetId],
  }),
  copy: ({ spreadsheetId }) => ({ part: "people", method: "copySpreadsheet", args: [spreadsheetId] }),
  "restore version": ({ spreadsheetId }, { number }) => ({
    part: "people",
    method: "restoreVersion",
    args: [spreadsheetId, number],
  }),
  "fill to the limit": ({ spreadsheetId }) => ({
    part: "people",
    method: "fillToTheLimit",
    args: [spreadsheetId],
  }),
  "replace by an Office file": ({ spreadsheetId }) => ({
    part: "people",
    method: "replaceByOfficeFile",
    args: [spreadsheetId],
  }),
  "create spreadsheet": (_subject, { owner, title }) => ({
    part: "people",
    method: "createSpreadsheet",
    args: [owner, title],
  }),
};
