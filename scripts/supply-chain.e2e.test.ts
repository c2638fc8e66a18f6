import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlantedTree } from "./planted-tree.ts";

const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  packageManager: string;
};

/** The workspace's own settings, over two packages that exist only here: nothing is fetched. */
describe("an install under the workspace's settings", () => {
  let tree: PlantedTree;
  beforeEach(() => {
    tree = new PlantedTree();
    tree.copy("pnpm-workspace.yaml");
    tree.plant({
      "package.json": JSON.stringify({ name: "consumer", private: true }),
      "packages/app/package.json": JSON.stringify({
        name: "app",
        private: true,
        dependencies: { vendor: "file:../../vendor" },
      }),
    });
  });
  afterEach(() => tree.remove());

  const pnpm = (...args: readonly string[]): { status: number | null; printed: string } => {
    // CI, so that pnpm asks nothing; no npm_config_*, as the bootstrap does it.
    const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
    const options = { cwd: tree.folder, encoding: "utf8", input: "" } as const;
    const env = { ...Object.fromEntries(inherited), CI: "true" };
    const run = spawnSync("npx", ["--yes", packageManager, ...args], { ...options, env });
    return { status: run.status, printed: `${run.stdout}${run.stderr}` };
  };

  const vendor = (manifest: object): void =>
    tree.plant({ "vendor/package.json": JSON.stringify({ name: "vendor", version: "1.0.0", ...manifest }) });

  it("succeeds for a package that asks for nothing", () => {
    vendor({});
    expect(pnpm("install", "--offline", "--no-frozen-lockfile")).toMatchObject({ status: 0 });
  });

  it("fails for a package that wants to run a script, and does not run it", () => {
    vendor({ scripts: { postinstall: "touch ran" } });
    const { status, printed } = pnpm("install", "--offline", "--no-frozen-lockfile");
    expect(printed).toContain("ERR_PNPM_IGNORED_BUILDS");
    expect(status).not.toBe(0);
    expect(existsSync(join(tree.folder, "packages/app/node_modules/vendor/ran"))).toBe(false);
  });

  it("fails for a dependency of a dependency that comes from git", () => {
    const hidden = join(tree.folder, "hidden");
    tree.plant({ "hidden/package.json": JSON.stringify({ name: "hidden", version: "1.0.0" }) });
    const git = (...args: readonly string[]) => spawnSync("git", args, { cwd: hidden, encoding: "utf8" });
    git("init", "--quiet");
    git("add", ".");
    git(
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@localhost",
      "commit",
      "--quiet",
      "--message",
      "planted",
    );
    vendor({ dependencies: { hidden: `git+file://${hidden}` } });
    const { status, printed } = pnpm("install", "--no-frozen-lockfile");
    expect(printed).toContain("ERR_PNPM_EXOTIC_SUBDEP");
    expect(status).not.toBe(0);
  });

  it("fails where the lock file would have to change", () => {
    vendor({});
    const { status, printed } = pnpm("install", "--frozen-lockfile");
    expect(printed).toContain("ERR_PNPM_NO_LOCKFILE");
    expect(status).not.toBe(0);
  });
});
