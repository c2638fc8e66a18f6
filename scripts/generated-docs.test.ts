import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allContracts, generatedDocs } from "./generated-docs.ts";

describe("the generated documents", () => {
  it.each(generatedDocs().map(({ path, text }) => [path, text] as const))(
    "are up to date: %s",
    (path, text) => {
      const written = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
      expect(written === text, `${path} is stale: run \`npx pnpm@12 run docs\``).toBe(true);
    },
  );

  it("know every contract of the kit", () => {
    expect(allContracts().length).toBeGreaterThanOrEqual(10);
  });
});
