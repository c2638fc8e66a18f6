import { expect, it } from "vitest";
import { first, rows, second } from "./quick-start.ts";

it("puts the record on the sheet once, and nothing the second time", () => {
  expect(first).toMatchObject({ ending: { status: "drained" }, counts: { exported: 1, batches: 1 } });
  expect(second).toMatchObject({ ending: { status: "drained" }, counts: { exported: 0, batches: 0 } });
  expect(rows?.map(({ cells }) => [cells[0], cells.at(-1)])).toEqual([
    ["Record", "Remark"],
    ["HS-0042", "=1+1 stays text"],
  ]);
});
