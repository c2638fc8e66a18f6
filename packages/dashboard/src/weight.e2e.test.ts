import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { buildDashboard } from "../scripts/build-dashboard.ts";

/** What a phone on a slow network waits for: a second at a megabit. The font comes beside it, and nothing waits for that. */
const MOST_BYTES = 112_000;

let folder = "";
beforeAll(async () => {
  folder = await buildDashboard();
}, 60_000);

/** The page itself and every file that it names, which a browser loads before it shows anything. */
const firstFiles = (): readonly string[] => {
  const page = readFileSync(`${folder}/index.html`, "utf8");
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file ?? "");
  return ["/index.html", ...named];
};

it("is little that a browser loads before the page stands", () => {
  const files = firstFiles();
  expect(files.length).toBeGreaterThan(2);
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(`${folder}${file}`)).length, 0);
  console.log(`The page's first load: ${(bytes / 1_000).toFixed(1)} kB gzipped, in ${files.length} files.`);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

it("has nothing of Firebase in it, nor React's checks for developers", () => {
  for (const file of firstFiles().filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(`${folder}${file}`, "utf8");
    expect(file).not.toContain("firebase");
    expect(text).not.toContain("identitytoolkit");
    expect(text).not.toContain("This is a no-op, but it might indicate a bug");
  }
});
