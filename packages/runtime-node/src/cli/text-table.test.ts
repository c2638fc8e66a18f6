import { expect, it } from "vitest";
import { textTable } from "./text-table.ts";

it("aligns columns by what is seen", () => {
  const table = textTable(
    [{ name: "tenant" }, { name: "rows", align: "right" }],
    [
      ["学校", "1,000"],
      ["harbour", "7"],
    ],
  );
  expect(table.split("\n").map((line) => line.trim())).toEqual([
    expect.stringMatching(/^tenant +rows$/),
    expect.stringMatching(/^学校 +1,000$/),
    expect.stringMatching(/^harbour +7$/),
  ]);
});
