import type { CellView, RowsView } from "./replies.ts";

const rowsInBlock = 100;
const columnsInBlock = 32;
const keptBlocks = 80;

interface Block {
  readonly version: number;
  readonly rows: readonly (readonly CellView[])[];
}

/** Where a window of cells comes from. */
export type LoadRows = (
  fromRow: number,
  fromColumn: number,
  rowCount: number,
  columnCount: number,
) => Promise<RowsView | undefined>;

const textOf = (cell: CellView | undefined): string => (typeof cell === "string" ? cell : (cell?.[0] ?? ""));

/** Cells by blocks: what was loaded once is shown at once, and replaced when a newer version has arrived. */
export class RowCache {
  readonly #load: LoadRows;
  readonly #onLoaded: (changed: readonly string[]) => void;
  readonly #blocks = new Map<string, Block>();
  readonly #loading = new Set<string>();
  #version = 0;

  /** @param onLoaded is given the cells (`row:column`) whose text has changed since they were shown last */
  constructor(load: LoadRows, onLoaded: (changed: readonly string[]) => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /** From now on older blocks are out of date. */
  set version(version: number) {
    this.#version = version;
  }

  /** The cells of a row between two columns; undefined where they are not loaded yet. */
  cells(row: number, fromColumn: number, endColumn: number): readonly (CellView | undefined)[] {
    const cells: (CellView | undefined)[] = [];
    for (let column = fromColumn; column < endColumn; column += 1) {
      const block = this.#blocks.get(this.#key(row, column));
      const cell = block?.rows[row % rowsInBlock]?.[column % columnsInBlock];
      cells.push(block === undefined ? undefined : (cell ?? ""));
    }
    return cells;
  }

  /** Sees to it that a window is loaded in the present version. */
  async want(fromRow: number, endRow: number, fromColumn: number, endColumn: number): Promise<void> {
    const wanted: Promise<void>[] = [];
    for (let row = fromRow - (fromRow % rowsInBlock); row < endRow; row += rowsInBlock) {
      for (
        let column = fromColumn - (fromColumn % columnsInBlock);
        column < endColumn;
        column += columnsInBlock
      ) {
        const key = this.#key(row, column);
        const isFresh = (this.#blocks.get(key)?.version ?? -1) >= this.#version;
        if (!isFresh && !this.#loading.has(key)) wanted.push(this.#loadBlock(key, row, column));
      }
    }
    await Promise.all(wanted);
  }

  async #loadBlock(key: string, row: number, column: number): Promise<void> {
    this.#loading.add(key);
    try {
      const loaded = await this.#load(row, column, rowsInBlock, columnsInBlock);
      if (loaded === undefined) return;
      const before = this.#blocks.get(key);
      this.#blocks.delete(key);
      this.#blocks.set(key, { version: loaded.version, rows: loaded.rows });
      this.#onLoaded(before === undefined ? [] : changedCells(before.rows, loaded));
    } finally {
      this.#loading.delete(key);
      for (const oldest of this.#blocks.keys()) {
        if (this.#blocks.size <= keptBlocks) break;
        this.#blocks.delete(oldest);
      }
    }
  }

  #key(row: number, column: number): string {
    return `${Math.floor(row / rowsInBlock)}:${Math.floor(column / columnsInBlock)}`;
  }
}

function changedCells(
  before: readonly (readonly CellView[])[],
  { rows, fromRow, fromColumn }: RowsView,
): string[] {
  const changed: string[] = [];
  for (let row = 0; row < Math.max(before.length, rows.length); row += 1) {
    const width = Math.max(before[row]?.length ?? 0, rows[row]?.length ?? 0);
    for (let column = 0; column < width; column += 1) {
      if (textOf(before[row]?.[column]) !== textOf(rows[row]?.[column]))
        changed.push(`${fromRow + row}:${fromColumn + column}`);
    }
  }
  return changed;
}
