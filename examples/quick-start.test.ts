import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rows } from "./quick-start.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

describe("the quick start", () => {
  it("writes the record once although the first answer was lost", () => {
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["Record", "Date", "Member ID", "Member"],
      ["2024-03-08-ada", { date: 45_359 }, "0042", "Ada Lovelace"],
    ]);
  });

  it("stands in the README word for word", () => {
    expect(read("../README.md")).toContain(read("./quick-start.ts").trim());
  });
});
