/**
 * Measures what an instance of the functions costs before its first event: our sources with every package as it is installed,
 * the same as one file, and that file compiled beforehand. Run with `node packages/runtime-functions/bench/cold-start.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { bundleFunctions } from "../scripts/bundle.ts";

const TIMES = 9;

interface Start {
  /** Wall clock of the import. */
  readonly ms: number;
  /** Processor time of the whole process, Node.js itself included. */
  readonly cpuMs: number;
  /** Memory after it, in MB. */
  readonly mb: number;
}

const start = (module: string): Start => {
  const script = `
    const before = performance.now();
    require(${JSON.stringify(module)});
    const ms = performance.now() - before;
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1e3, mb: process.memoryUsage.rss() / 1e6 }));
    process.exit();`;
  // `npm run` keeps what was compiled; a new instance has nothing of the kind.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8", env })) as Start;
};

const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0);

/** Our own code in one file, and every package where it was installed. */
const packagesAsInstalled: Plugin = {
  name: "packages-as-installed",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (pluginData === "asked here" || kind === "entry-point") return undefined;
      const found = await resolve(path, { kind, resolveDir, pluginData: "asked here" });
      return found.path.includes("node_modules") ? { path: found.path, external: true } : found;
    });
  },
};

const folder = mkdtempSync(join(tmpdir(), "attendance-cold-start-"));
try {
  const unbundled = join(folder, "unbundled.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../src/index.ts", import.meta.url))],
    outfile: unbundled,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    plugins: [packagesAsInstalled],
  });
  const bundle = join(folder, "bundle");
  await bundleFunctions(bundle);
  const rows: Record<string, object> = {};
  const measure = (name: string, module: string): void => {
    // The first one fills the file system's cache.
    start(module);
    const starts = Array.from({ length: TIMES }, () => start(module));
    rows[name] = {
      "import ms": median(starts.map(({ ms }) => ms)),
      "cpu ms": median(starts.map(({ cpuMs }) => cpuMs)),
      "memory MB": median(starts.map(({ mb }) => mb)),
    };
  };
  measure("nothing (Node.js alone)", "node:path");
  measure("packages as installed", unbundled);
  measure("one file", join(bundle, "index.cjs"));
  execFileSync(process.execPath, [join(bundle, "index.cjs")]);
  measure("one file, compiled beforehand", join(bundle, "index.cjs"));
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true });
}
