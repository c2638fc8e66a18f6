import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlantedTree } from "./planted-tree.ts";

/** Stands for `npx … pnpm install`: writes down how it was called, and installs this Node.js. */
const npx = `#!/bin/sh
echo "$*" >>npx-calls
env | grep -i '^npm_config' | sort >npx-environment
[ -e registry-is-down ] && { echo "ECONNREFUSED"; exit 7; }
mkdir -p node_modules/.bin
ln -sf '${process.execPath}' node_modules/.bin/node
`;

const manifest = (version: string): string =>
  JSON.stringify({
    version,
    packageManager: "pnpm@12.0.0",
    scripts: { start: "node scripts/bootstrap.mjs start" },
  });

const program = `
  const [command, ...args] = process.argv.slice(2);
  if (args[0] === "wait") {
    process.on("SIGTERM", () => { console.log("closed"); process.exit(3); });
    setInterval(() => {}, 1_000);
    console.log("waiting");
  } else if (args[0] === "exit") process.exit(Number(args[1]));
  else if (args[0] === "die") process.kill(process.pid, "SIGKILL");
  else console.log(JSON.stringify({ command, args, node: process.env.PATH.split(":")[0], hidden: process.env.npm_config_json ?? null }));
`;

describe("the bootstrap", () => {
  let tree: PlantedTree;
  beforeEach(() => {
    tree = new PlantedTree();
    tree.copy("scripts/bootstrap.mjs");
    tree.plant({
      "package.json": manifest("1.0.0"),
      "pnpm-workspace.yaml": "",
      "pnpm-lock.yaml": "",
      "packages/runtime-node/package.json": "{}",
      "packages/runtime-node/src/main.ts": program,
      "path/npx": npx,
    });
    chmodSync(join(tree.folder, "path/npx"), 0o755);
  });
  afterEach(() => tree.remove());

  const launch = (args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess =>
    spawn(process.execPath, ["scripts/bootstrap.mjs", ...args], {
      cwd: tree.folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PATH: `${join(tree.folder, "path")}${delimiter}${process.env.PATH}`, ...env },
    });

  const finish = async (child: ChildProcess) => {
    const printed = { out: "", err: "" };
    child.stdout?.on("data", (chunk) => {
      printed.out += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      printed.err += chunk;
    });
    const [code, signal] = await once(child, "close");
    return { code, signal, ...printed };
  };

  const start = (args: readonly string[] = [], env = {}) => finish(launch(["start", ...args], env));
  const calls = (): string[] =>
    existsSync(join(tree.folder, "npx-calls"))
      ? readFileSync(join(tree.folder, "npx-calls"), "utf8").trim().split("\n")
      : [];

  it("installs by the pnpm that package.json names, from the lock file as it is", async () => {
    await start();
    expect(calls()).toEqual(["--yes pnpm@12.0.0 install --frozen-lockfile"]);
  });

  it("installs once, and again only after a manifest or the lock file changed", async () => {
    await start();
    await start();
    expect(calls()).toHaveLength(1);
    tree.plant({ "packages/runtime-node/package.json": '{ "version": "2.0.0" }' });
    await start();
    expect(calls()).toHaveLength(2);
    tree.plant({ "pnpm-lock.yaml": "changed" });
    await start();
    expect(calls()).toHaveLength(3);
  });

  it("keeps what Node.js compiled until it sets up anew", async () => {
    await start();
    const kept = join(tree.folder, "node_modules/.cache/compiled/kept");
    tree.plant({ "node_modules/.cache/compiled/kept": "" });
    await start();
    expect(existsSync(kept)).toBe(true);
    tree.plant({ "pnpm-lock.yaml": "changed" });
    await start();
    expect(existsSync(kept)).toBe(false);
  });

  it("installs again where the installed Node.js is gone", async () => {
    await start();
    rmSync(join(tree.folder, "node_modules/.bin/node"));
    expect((await start()).code).toBe(0);
    expect(calls()).toHaveLength(2);
  });

  it("leaves standard output to the command, with its arguments, and says its own on standard error", async () => {
    const { out, err } = await start(["--records", "10"]);
    expect(JSON.parse(out)).toMatchObject({ command: "demo", args: ["--records", "10"] });
    expect(err).toMatch(/^Setting up: .+\nSet up in .+\n$/);
  });

  it("says nothing of its own once it is set up", async () => {
    await start();
    expect(await start()).toMatchObject({ code: 0, err: "" });
  });

  it("shows why an install failed, ends with its exit code and tries again the next time", async () => {
    tree.plant({ "registry-is-down": "" });
    const failed = await start();
    expect(failed).toMatchObject({ code: 7, out: "" });
    expect(failed.err).toContain("ECONNREFUSED");
    rmSync(join(tree.folder, "registry-is-down"));
    expect((await start()).code).toBe(0);
  });

  it("hides npm's settings for its own scripts, and keeps the way to the registry", async () => {
    const env = {
      npm_config_json: "true",
      npm_config_prefix: "/elsewhere",
      npm_config_registry: "http://localhost:1",
    };
    const { out } = await start([], env);
    expect(JSON.parse(out)).toMatchObject({ hidden: null });
    const seen = readFileSync(join(tree.folder, "npx-environment"), "utf8");
    expect(seen).toContain("npm_config_registry=http://localhost:1");
    expect(seen).not.toMatch(/npm_config_(json|prefix)/);
  });

  it("puts the installed Node.js first on the path of what it runs", async () => {
    const { out } = await start();
    expect(JSON.parse(out)).toMatchObject({ node: join(tree.folder, "node_modules/.bin") });
  });

  it("ends with the command's exit code", async () => {
    expect(await start(["exit", "9"])).toMatchObject({ code: 9, signal: null });
  });

  it("ends by the signal that ended the command", async () => {
    expect(await start(["die"])).toMatchObject({ code: null, signal: "SIGKILL" });
  });

  it("passes a signal on and lets the command close in good order", async () => {
    const child = launch(["start", "wait"]);
    const finished = finish(child);
    child.stdout?.once("data", () => child.kill("SIGTERM"));
    expect(await finished).toMatchObject({ code: 3, out: "waiting\nclosed\n" });
  });

  it("refuses a command that it does not know, and names those that it does", async () => {
    const { code, err } = await finish(launch(["strat"]));
    expect(code).toBe(2);
    expect(err).toContain(
      "start, test, check, build, page, bundle, bench, crash, model, months, mutate, scale, strategies, simulate",
    );
  });
});
