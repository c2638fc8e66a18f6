import { afterAll, beforeAll, describe, expect, it } from "vitest";
import boundaries from "../.dependency-cruiser.mjs";
import { PlantedTree } from "./planted-tree.ts";

/** For each rule a file that breaks it. A rule without one fails below, and so does one that lets its file pass. */
const violations: Readonly<Record<string, readonly [path: string, text: string]>> = {
  "no-cycles": ["packages/core/src/model/chicken.ts", 'import type {} from "./egg.ts";'],
  resolvable: ["packages/core/src/model/lost.ts", 'import "./nowhere.ts";'],
  "core-stands-alone": ["packages/core/src/model/reader.ts", 'import type {} from "node:fs";'],
  "contract-stands-nearly-alone": ["packages/core/src/contract/runner.ts", 'import "vitest";'],
  "adapters-know-only-core": [
    "packages/adapter-sheets/src/neighbour.ts",
    'import type {} from "@attendance-export/adapter-sqlite";',
  ],
  "api-knows-only-core": [
    "packages/http-api/src/store.ts",
    'import "../../runtime-node/src/composition.ts";',
  ],
  "dashboard-knows-only-core": [
    "packages/dashboard/src/server.tsx",
    'import "../../runtime-node/src/composition.ts";',
  ],
  "firebase-is-loaded-late": ["packages/dashboard/src/eager.ts", 'import "./firebase/firebase-home.ts";'],
  "emulator-stands-alone": ["packages/emulator-sheets/src/borrower.ts", 'import "@attendance-export/core";'],
  "only-runtimes-know-adapters": [
    "packages/dashboard/src/page.ts",
    'export { sqlite } from "@attendance-export/adapter-sqlite";',
  ],
  "containers-only-in-composition": ["packages/runtime-node/src/handler.ts", 'import "inversify";'],
  "no-test-doubles-in-production": [
    "packages/runtime-node/src/short-cut.ts",
    'import "@attendance-export/core/memory";',
  ],
  "no-dev-dependencies-in-production": ["packages/resilience/src/generator.ts", 'import "vitest";'],
};

/** What each of the rules allows, close to what it forbids. */
const lawful: Readonly<Record<string, string>> = {
  "packages/core/src/index.ts": 'export {} from "./model/egg.ts";',
  "packages/core/src/memory/index.ts": 'import "../index.ts";',
  "packages/core/src/contract/index.ts":
    'import "node:assert";\nimport "node:assert/strict";\nimport "../index.ts";',
  "packages/core/src/model/egg.test.ts": 'import "vitest";\nimport "../contract/index.ts";',
  "packages/adapter-sqlite/src/index.ts": 'import "node:sqlite";\nimport "@attendance-export/core";',
  "packages/http-api/src/index.ts": 'import "@attendance-export/core";\nimport "./store.ts";',
  "packages/dashboard/src/late.ts":
    'import "@attendance-export/core";\nimport("./firebase/firebase-home.ts");',
  "packages/dashboard/src/firebase/firebase-home.ts": "export {};",
  "packages/runtime-node/src/composition.ts":
    'import "inversify";\nimport "@attendance-export/adapter-sqlite";',
};

const manifest = (name: string, exports: Readonly<Record<string, string>>, dependencies = {}): string =>
  JSON.stringify({ name, type: "module", exports, dependencies });

/** Two packages as if installed: one that only the root has for its tests, one that production may use. */
const installed = (): Record<string, string> => {
  const files: Record<string, string> = {
    "package.json": JSON.stringify({
      devDependencies: { vitest: "1.0.0" },
      dependencies: { inversify: "1.0.0" },
    }),
  };
  for (const name of ["vitest", "inversify"]) {
    files[`node_modules/${name}/package.json`] = manifest(name, { ".": "./index.js" });
    files[`node_modules/${name}/index.js`] = "";
  }
  return files;
};

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const tree = new PlantedTree();
let found: readonly string[] = [];

beforeAll(() => {
  tree.copy(".dependency-cruiser.mjs", "tsconfig.base.json");
  tree.plant({
    ...installed(),
    "packages/core/package.json": manifest("@attendance-export/core", {
      ".": "./src/index.ts",
      "./memory": "./src/memory/index.ts",
    }),
    "packages/adapter-sqlite/package.json": manifest("@attendance-export/adapter-sqlite", {
      ".": "./src/index.ts",
    }),
    "packages/core/src/model/egg.ts": 'import type {} from "./chicken.ts";',
    ...lawful,
    ...Object.fromEntries(Object.values(violations)),
  });
  tree.link("node_modules/@attendance-export/core", "packages/core");
  tree.link("node_modules/@attendance-export/adapter-sqlite", "packages/adapter-sqlite");
  const report = tree.run("dependency-cruiser/bin/dependency-cruiser.mjs", "-T", "json", "packages");
  const { summary } = JSON.parse(report) as Report;
  found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
});
afterAll(() => tree.remove());

describe("the boundaries", () => {
  it("have a violation planted for each rule", () => {
    expect(Object.keys(violations).sort()).toEqual(
      (boundaries.forbidden ?? []).map(({ name }) => name).sort(),
    );
  });

  it.each(Object.entries(violations))("catch a violation of %s", (rule, [path]) => {
    expect(found).toContain(`${rule}: ${path}`);
  });

  it.each(Object.keys(lawful))("let %s pass", (path) => {
    expect(found.filter((violation) => violation.endsWith(` ${path}`))).toEqual([]);
  });
});
