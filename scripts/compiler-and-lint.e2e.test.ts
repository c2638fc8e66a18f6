import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlantedTree } from "./planted-tree.ts";

const tree = new PlantedTree();
afterAll(() => tree.remove());

describe("the compiler", () => {
  let printed = "";
  beforeAll(() => {
    tree.copy("tsconfig.base.json", "packages/core/tsconfig.json");
    tree.plant({
      "packages/core/src/ambient.ts": [
        'import { readFileSync } from "node:fs";',
        "export const seen = [readFileSync, process, setTimeout, fetch, console, crypto, Buffer];",
      ].join("\n"),
    });
    printed = tree.run("typescript/bin/tsc", "-p", "packages/core");
  });

  it.each(["node:fs", "process", "setTimeout", "fetch", "console", "crypto", "Buffer"])(
    "refuses the ambient %s in the core",
    (name) => {
      expect(printed).toContain(`Cannot find name '${name}'`);
    },
  );
});

/** One line of code each, by the rule that must refuse it. */
const refusedInCore: readonly (readonly [rule: string, code: string])[] = [
  ["The core reads no clock", "export const now = Date.now();"],
  ["The core reads no clock", "export const readers = [Date.now];"],
  ["The core reads no clock", "export const today = new Date();"],
  ["The core reads no clock", "export const text = Date();"],
  ["The core draws no random numbers", "export const dice = Math.random();"],
  ["noRestrictedGlobals", "export const timer = setTimeout(String, 1);"],
  ["noRestrictedGlobals", "export const id = crypto.randomUUID();"],
  ["noRestrictedGlobals", "export const late = globalThis.Date;"],
  [
    "noFloatingPromises",
    'import { later } from "./later.ts";\nexport const forget = () => {\n  later();\n};',
  ],
  [
    "noFloatingPromises",
    'import { later } from "./later.ts";\nexport const all = () => {\n  [1].map(later);\n};',
  ],
  [
    "noFloatingPromises",
    'import type { Port } from "./later.ts";\nexport const drop = (port: Port): void => {\n  port.append();\n};',
  ],
  ["noReExportAll", 'export * from "./later.ts";'],
  [
    "noEmptyBlockStatements",
    "export const swallow = (f: () => void) => {\n  try {\n    f();\n  } catch {}\n};",
  ],
];

const lawfulInCore = ["export const at = new Date(0);", "export const day = Date.UTC(2026, 0, 1);"];

describe("lint", () => {
  const planted = (index: number): string => `packages/core/src/planted-${index}.ts`;
  let printed: readonly string[] = [];
  beforeAll(() => {
    tree.copy("biome.json", "scripts/lint", ".gitignore");
    tree.plant({
      "packages/core/src/later.ts":
        "export const later = async () => 1;\nexport interface Port {\n  append(): Promise<void>;\n}\n",
      "packages/resilience/src/clock.ts": "export const now = Date.now();\n",
      ...Object.fromEntries(refusedInCore.map(([, code], index) => [planted(index), `${code}\n`])),
      ...Object.fromEntries(
        lawfulInCore.map((code, index) => [`packages/core/src/lawful-${index}.ts`, `${code}\n`]),
      ),
    });
    const report = tree.run(
      "@biomejs/biome/bin/biome",
      "lint",
      "--reporter=concise",
      "--max-diagnostics=none",
    );
    printed = report.split("\n");
  });

  it.each(refusedInCore.map(([rule, code], index) => ({ rule, code, index })))(
    "refuses $code by $rule in the core",
    ({ rule, index }) => {
      expect(printed.filter((line) => line.includes(planted(index))).join("\n")).toContain(rule);
    },
  );

  it("lets a date of a given instant pass in the core, and a clock outside it", () => {
    expect(printed.filter((line) => /lawful-|clock[.]ts/.test(line))).toEqual([]);
  });
});
