import type { Position } from "./grid-row.ts";
import type { TabView } from "./replies.ts";

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

const steps: Readonly<Record<string, Position>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** Where a key leads from a cell, as in every spreadsheet; undefined for a key that is for somebody else. */
export function movedBy(
  { key, ctrlKey, metaKey, altKey }: Key,
  { row, column }: Position,
  { dataEnd, columnCount }: Pick<TabView, "dataEnd" | "columnCount">,
  pageRows: number,
): Position | undefined {
  if (altKey) return undefined;
  const isWide = ctrlKey || metaKey;
  const lastRow = Math.max(0, dataEnd - 1);
  const step = steps[key];
  if (step !== undefined) {
    if (!isWide) return { row: row + step.row, column: column + step.column };
    return {
      row: step.row === 0 ? row : step.row > 0 ? lastRow : 0,
      column: step.column === 0 ? column : step.column > 0 ? columnCount - 1 : 0,
    };
  }
  if (key === "PageDown") return { row: row + pageRows, column };
  if (key === "PageUp") return { row: row - pageRows, column };
  if (key === "Home") return { row: isWide ? 0 : row, column: 0 };
  if (key === "End") return { row: isWide ? lastRow : row, column: columnCount - 1 };
  return undefined;
}
