import { columnLetters, element } from "./element.ts";
import type { GridMarks } from "./grid-marks.ts";
import type { CellView } from "./replies.ts";

/** The columns that are seen, and how wide one is. */
export interface ColumnWindow {
  readonly from: number;
  readonly end: number;
  readonly widthPx: number;
}

/** A cell that somebody has chosen. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export const cellId = ({ row, column }: Position): string => `cell-${row}-${column}`;

function cellElement(
  cell: CellView | undefined,
  place: Position,
  isChosen: boolean,
  marks: GridMarks,
): HTMLElement {
  const [text, kind] = typeof cell === "string" ? [cell, ""] : (cell ?? ["", "loading"]);
  const age = marks.cellAge(place.row, place.column);
  const classes = ["cell", kind.includes("n") ? "is-number" : "", kind.includes("e") ? "is-error" : ""];
  classes.push(
    kind.includes("b") ? "is-boolean" : "",
    kind === "loading" ? "is-loading" : "",
    age === undefined ? "" : "is-changed",
  );
  return element("div", {
    class: classes.filter((name) => name !== "").join(" "),
    text,
    attributes: {
      role: "gridcell",
      id: cellId(place),
      "aria-colindex": String(place.column + 2),
      "data-row": String(place.row),
      "data-column": String(place.column),
      ...(isChosen ? { "aria-selected": "true" } : {}),
    },
    ...(age === undefined ? {} : { style: `animation-delay:-${Math.round(age)}ms` }),
  });
}

/** The room of the columns that are left of the window. */
const gapElement = ({ from, widthPx }: ColumnWindow): HTMLElement =>
  element("div", { class: "gap", style: `width:${from * widthPx}px`, attributes: { "aria-hidden": "true" } });

/** The letters above the columns in the window. */
export function namesElement(columns: ColumnWindow): HTMLElement {
  const letters = Array.from({ length: columns.end - columns.from }, (_, index) =>
    element("div", {
      class: "column-name",
      text: columnLetters(columns.from + index),
      attributes: { role: "columnheader", "aria-colindex": String(columns.from + index + 2) },
    }),
  );
  const corner = element("div", {
    class: "row-name corner",
    attributes: { role: "columnheader", "aria-colindex": "1", "aria-label": "Row" },
  });
  const attributes = { role: "row", "aria-rowindex": "1" };
  return element("div", { class: "row names", attributes }, corner, gapElement(columns), ...letters);
}

/** One row of the grid as it is seen: its number, and the cells of the columns in the window. */
export function rowElement(
  row: number,
  cells: readonly (CellView | undefined)[],
  columns: ColumnWindow,
  chosen: Position,
  marks: GridMarks,
): HTMLElement {
  const age = marks.rowAge(row);
  const name = element("div", {
    class: "row-name",
    text: String(row + 1),
    attributes: { role: "rowheader", "aria-colindex": "1" },
  });
  const shown = cells.map((cell, index) => {
    const place = { row, column: columns.from + index };
    return cellElement(cell, place, place.row === chosen.row && place.column === chosen.column, marks);
  });
  return element(
    "div",
    {
      class: age === undefined ? "row" : "row is-new",
      attributes: { role: "row", "aria-rowindex": String(row + 2) },
      ...(age === undefined ? {} : { style: `animation-delay:-${Math.round(age)}ms` }),
    },
    name,
    gapElement(columns),
    ...shown,
  );
}
