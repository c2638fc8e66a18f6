import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const inPackage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What firebase.json deploys. */
export const bundleFolder = inPackage("dist/functions");

/** The Node.js that Cloud Functions runs; the code is compiled for no older one. */
const NODE = "24";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Writes all that is to be deployed into one folder: our code and every package it needs as one file, and what loads that.
 * CommonJS, for the file that loads it must be able to do so before any module is looked for; not minified, which makes
 * loading slower (figures: README).
 */
export const bundleFunctions = async (folder: string = bundleFolder): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [inPackage("src/index.ts")],
    outfile: join(folder, "functions.cjs"),
    bundle: true,
    platform: "node",
    target: `node${NODE}`,
    format: "cjs",
    legalComments: "linked",
    logLevel: "warning",
  });
  await copyFile(inPackage("deployment/index.cjs"), join(folder, "index.cjs"));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(await deployedManifest(), null, 2)}\n`);
};

/** The Firebase CLI asks the SDK what there is to deploy, so the SDK is installed there although the bundle holds it. */
const deployedManifest = async (): Promise<object> => ({
  name: "attendance-export-functions",
  private: true,
  main: "index.cjs",
  engines: { node: NODE },
  scripts: { "gcp-build": "node index.cjs" },
  dependencies: { "firebase-functions": await installedVersion("firebase-functions") },
});

/** The exact version, which stands in the catalog of the workspace and not in our manifest. */
const installedVersion = async (name: string): Promise<string> => {
  const ours = JSON.parse(await readFile(inPackage("package.json"), "utf8")) as Manifest;
  if (ours.dependencies[name] === undefined) throw new Error(`${name} is no dependency of the functions`);
  const theirs = await readFile(inPackage(`node_modules/${name}/package.json`), "utf8");
  return (JSON.parse(theirs) as { readonly version: string }).version;
};

if (import.meta.main) {
  await bundleFunctions();
  process.stdout.write(`${bundleFolder}\n`);
}
