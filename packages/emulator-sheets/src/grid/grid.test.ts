import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, hasData, type Row, trimmed } from "./cell.ts";
import { decodeRows, encodeRows } from "./chunk-encoding.ts";
import { Grid } from "./grid.ts";
import { GridDraft } from "./grid-draft.ts";
import { MemoryChunkStore } from "./memory-chunk-store.ts";

const cell = fc.constantFrom<Cell>(
  null,
  "a",
  1,
  true,
  { formula: "=A1" },
  { format: { numberFormat: { type: "DATE" } } },
);
const row = fc.array(cell, { maxLength: 4 });
const place = fc.nat(3_500);

/** What happens to a grid; amounts are large enough to cross and to split chunks of a thousand rows. */
const operation = fc.oneof(
  fc.record({ do: fc.constant("set" as const), at: place, row }),
  fc.record({ do: fc.constant("insert" as const), at: place, count: fc.nat(1_500), row }),
  fc.record({ do: fc.constant("delete" as const), at: place, count: fc.nat(1_500) }),
  fc.record({
    do: fc.constant("insert columns" as const),
    at: fc.nat(5),
    count: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({
    do: fc.constant("delete columns" as const),
    at: fc.nat(3),
    count: fc.integer({ min: 1, max: 2 }),
  }),
  fc.record({
    do: fc.constant("resize" as const),
    rows: fc.integer({ min: 1, max: 4_000 }),
    columns: fc.integer({ min: 2, max: 6 }),
  }),
  fc.record({ do: fc.constant("finish" as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** The same grid as plain rows: slow, and obviously right. */
class Model {
  rows: Cell[][];
  columnCount: number;

  constructor(rowCount: number, columnCount: number) {
    this.rows = Array.from({ length: rowCount }, () => []);
    this.columnCount = columnCount;
  }

  apply(step: Operation): void {
    if (step.do === "set") this.rows[step.at] = [...step.row];
    else if (step.do === "insert") {
      this.rows.splice(step.at, 0, ...Array.from({ length: step.count }, () => [...step.row]));
    } else if (step.do === "delete") this.rows.splice(step.at, step.count);
    else if (step.do === "insert columns") {
      for (const one of this.rows)
        if (one.length > step.at) one.splice(step.at, 0, ...new Array(step.count).fill(null));
      this.columnCount += step.count;
    } else if (step.do === "delete columns") {
      for (const one of this.rows) one.splice(step.at, step.count);
      this.columnCount -= step.count;
    } else if (step.do === "resize") {
      this.rows = Array.from({ length: step.rows }, (_, index) =>
        (this.rows[index] ?? []).slice(0, step.columns),
      );
      this.columnCount = step.columns;
    }
  }
}

function apply(draft: GridDraft, step: Operation): GridDraft {
  if (step.do === "set") draft.setRow(step.at, step.row);
  else if (step.do === "insert")
    draft.insertRows(step.at, new Array<Row>(step.count).fill(trimmed(step.row)));
  else if (step.do === "delete") draft.deleteRows(step.at, step.count);
  else if (step.do === "insert columns") draft.insertColumns(step.at, step.count);
  else if (step.do === "delete columns") draft.deleteColumns(step.at, step.count);
  else if (step.do === "resize") draft.resize(step.rows, step.columns);
  else return new GridDraft(draft.finish());
  return draft;
}

/** Keeps a step within the grid, as the requests do before they get here. */
function within(step: Operation, { rows, columnCount }: Model): Operation | undefined {
  if (step.do === "set" && step.at >= rows.length) return undefined;
  if (step.do === "insert" && step.at > rows.length) return undefined;
  if (step.do === "delete" && (step.count === 0 || step.at + step.count >= rows.length)) return undefined;
  if (step.do === "insert columns" && step.at > columnCount) return undefined;
  if (step.do === "delete columns" && step.at + step.count >= columnCount) return undefined;
  return step;
}

describe("a grid in chunks", () => {
  it("holds what plain rows would, whatever is done to it, and leaves the grid that it came from alone", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12, size: "max" }), (steps) => {
        const first = new Grid(new MemoryChunkStore(), 3_000, 5);
        const model = new Model(3_000, 5);
        let draft = new GridDraft(first);
        for (const step of steps) {
          const possible = within(step, model);
          if (possible === undefined) continue;
          model.apply(possible);
          draft = apply(draft, possible);
        }
        const grid = draft.finish();
        expect([grid.rowCount, grid.columnCount]).toEqual([model.rows.length, model.columnCount]);
        expect(grid.dataEnd).toBe(model.rows.findLastIndex((cells) => cells.some(hasData)) + 1);
        expect(draft.dataEnd).toBe(grid.dataEnd);
        const expected = model.rows.map((cells) => trimmed(cells));
        expect(model.rows.map((_, index) => grid.row(index))).toEqual(expected);
        expect(grid.chunks.every((chunk) => chunk.rowCount > 0 && chunk.rowCount <= 2_000)).toBe(true);
        expect(first.storedRows).toBe(0);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("shares the chunks that a change does not touch", () => {
    const store = new MemoryChunkStore();
    const draft = new GridDraft(new Grid(store, 10_000, 1));
    for (let index = 0; index < 5_500; index += 1) draft.setRow(index, ["x"]);
    const before = draft.finish();
    const next = new GridDraft(before);
    next.setRow(2_345, ["y"]);
    next.setRow(5_500, ["z"]);
    const after = next.finish();
    const shared = after.chunks.map((chunk, index) => chunk === before.chunks[index]);
    expect(shared).toEqual([true, true, false, true, true, false]);
  });
});

describe("a chunk as text", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.array(row.map((cells) => trimmed(cells))), (rows) => {
        expect(decodeRows(encodeRows(rows))).toEqual(rows);
      }),
    );
  });
});
