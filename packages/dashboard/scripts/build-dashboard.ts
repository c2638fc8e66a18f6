import { globSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = `${root}dist/index.html`;
/** What the page is made of; the core's failures are part of it. */
const sources = ["index.html", "package.json", "public/*", "src/**/*", "scripts/*", "../core/src/**/*.ts"];

/** How Vite reads this package, for the build and for whoever looks at the page while working on it. */
export const viteConfig = (): InlineConfig => ({
  root,
  configFile: false,
  logLevel: "error",
  clearScreen: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // Small files are still files: the page's policy of contents allows no address that holds data but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Firebase, which only that home loads, is one large piece.
    chunkSizeWarningLimit: 1_000,
  },
});

/** Builds the page into `dist` unless nothing changed since it was built; resolves to that folder. */
export const buildDashboard = async (): Promise<string> => {
  if (!isCurrent()) {
    // Only here, since who finds the page built needs no Vite.
    const { build } = await import("vite");
    await build(viteConfig());
  }
  return `${root}dist`;
};

const isCurrent = (): boolean => {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return false;
  const files = globSync(sources, { cwd: root });
  return files.every((file) => statSync(`${root}${file}`).mtimeMs <= builtAt);
};
