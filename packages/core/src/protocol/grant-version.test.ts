import { expect, it } from "vitest";
import { SeededIds } from "../memory/seeded-ids.ts";
import { drawGrantVersion } from "./grant-version.ts";

it("draws a version above the one in force, and not the next one", () => {
  const ids = new SeededIds("grants");
  const drawn = Array.from({ length: 100 }, () => drawGrantVersion(ids, 1_000));
  for (const version of drawn) expect(version).toBeGreaterThan(1_000);
  expect(new Set(drawn).size).toBe(100);
});
