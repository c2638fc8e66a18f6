import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const settings = readFileSync(new URL("../pnpm-workspace.yaml", import.meta.url), "utf8");

it.each(["catalogMode: strict", "minimumReleaseAge: 4320"])("keeps the supply-chain setting %s", (line) => {
  expect(settings.split("\n")).toContain(line);
});
