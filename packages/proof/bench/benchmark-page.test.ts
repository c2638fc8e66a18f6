import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { benchmarkPage, chartOf, type Figures } from "./benchmark-page.ts";

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/benchmarks/${name}`, import.meta.url), "utf8");

it("shows the figures that were measured, on the page and in the chart", () => {
  const figures = JSON.parse(read("benchmarks.json")) as Figures;
  expect(read("README.md")).toBe(benchmarkPage(figures));
  expect(read("rows-per-second.svg")).toBe(chartOf(figures));
});
