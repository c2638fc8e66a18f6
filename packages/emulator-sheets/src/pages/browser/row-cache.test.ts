import { expect, it } from "vitest";
import type { CellView, RowsView } from "./replies.ts";
import { type LoadRows, RowCache } from "./row-cache.ts";

/** A tab whose cells say where they are, in versions. */
function tabOf(rows: readonly (readonly CellView[])[]) {
  const asked: string[] = [];
  const changes: (readonly string[])[] = [];
  const state = { version: 1, rows };
  const load: LoadRows = async (fromRow, fromColumn, rowCount, columnCount): Promise<RowsView> => {
    asked.push(`${fromRow}:${fromColumn}`);
    const window = state.rows.slice(fromRow, fromRow + rowCount);
    return {
      version: state.version,
      fromRow,
      fromColumn,
      rows: window.map((cells) => cells.slice(fromColumn, fromColumn + columnCount)),
    };
  };
  const cache = new RowCache(load, (changed) => changes.push(changed));
  cache.version = 1;
  return { cache, asked, changes, state };
}

it("loads the blocks of a window once", async () => {
  const { cache, asked } = tabOf([["a"]]);
  await cache.want(0, 30, 0, 10);
  await cache.want(5, 40, 0, 10);
  await cache.want(95, 105, 30, 34);
  expect(asked).toEqual(["0:0", "0:32", "100:0", "100:32"]);
});

it("tells apart what is empty and what is not there yet", async () => {
  const { cache } = tabOf([["a", ["7", "n"]]]);
  expect(cache.cells(0, 0, 2)).toEqual([undefined, undefined]);
  await cache.want(0, 1, 0, 3);
  expect(cache.cells(0, 0, 3)).toEqual(["a", ["7", "n"], ""]);
  expect(cache.cells(1, 0, 1)).toEqual([""]);
});

it("shows the old cells until the new version is there, and says which have changed", async () => {
  const { cache, changes, state } = tabOf([["a", "b"], ["c"]]);
  await cache.want(0, 2, 0, 2);
  state.version = 2;
  state.rows = [["a", "B"], ["c"], ["d"]];
  cache.version = 2;
  expect(cache.cells(0, 1, 2)).toEqual(["b"]);
  await cache.want(0, 2, 0, 2);
  expect(cache.cells(0, 1, 2)).toEqual(["B"]);
  expect(changes).toEqual([[], ["0:1", "2:0"]]);
});

it("does not ask again for what is newer than it knows of", async () => {
  const { cache, asked, state } = tabOf([["a"]]);
  state.version = 5;
  await cache.want(0, 1, 0, 1);
  cache.version = 4;
  await cache.want(0, 1, 0, 1);
  expect(asked).toEqual(["0:0"]);
});
