import { globSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}dist`;
/** Git does not see what lies here, nor do the checks. */
const workshop = `${root}node_modules/.cache`;
/** What the page is made of; the core's failures are part of it. */
const sources = ["index.html", "package.json", "public/*", "src/**/*", "scripts/*", "../core/src/**/*.ts"];

/** How Vite reads this package, for the build and for whoever looks at the page while working on it. */
export const viteConfig = (): InlineConfig => ({
  root,
  configFile: false,
  logLevel: "error",
  clearScreen: false,
  build: {
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
  if (!isCurrent()) await buildAnew();
  return folder;
};

/** Beside its place first: whoever serves or builds the page at the same moment never finds half of it. */
const buildAnew = async (): Promise<void> => {
  const mine = `${workshop}/page-${process.pid}`;
  const { NODE_ENV } = process.env;
  // Vite believes this variable more than anything else, and a test runner's says "test": React would come with all its checks.
  process.env.NODE_ENV = "production";
  try {
    // Only here, since who finds the page built needs no Vite.
    const { build } = await import("vite");
    const config = viteConfig();
    await build({ ...config, build: { ...config.build, outDir: mine } });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
  replace(folder, mine);
};

const replace = (present: string, next: string): void => {
  const before = `${next}-before`;
  mkdirSync(present, { recursive: true });
  renameSync(present, before);
  renameSync(next, present);
  rmSync(before, { recursive: true, force: true });
};

const isCurrent = (): boolean => {
  const builtAt = statSync(`${folder}/index.html`, { throwIfNoEntry: false })?.mtimeMs;
  if (builtAt === undefined) return false;
  const files = globSync(sources, { cwd: root });
  return files.every((file) => statSync(`${root}${file}`).mtimeMs <= builtAt);
};
