/**
 * Runs one of the project's commands on a machine that has only Node.js >= 20 and npm.
 *
 * pnpm comes by npx, Node.js 24 from the npm package `node`; both are set up on the first run and whenever a
 * manifest or the lock file changed. Our own lines go to stderr, so that stdout is the command's alone.
 * This file runs on Node.js 20, before anything is installed: plain JavaScript, no dependency.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const node = join(bin, "node");
const cache = join(root, "node_modules", ".cache");
const stamp = join(cache, "bootstrap-stamp");
const compiled = join(cache, "compiled");

/** What each `npm run …` runs under Node.js 24, in order; the caller's arguments go to the last step. */
const commands = {
  // The limit proves what the demo says of its memory, and keeps V8 from taking what it does not need.
  start: [["--max-old-space-size=256", "packages/runtime-node/src/main.ts", "demo"]],
  test: [["scripts/check.ts"], ["node_modules/vitest/vitest.mjs", "run"]],
  check: [["scripts/check.ts"]],
  build: [["node_modules/typescript/bin/tsc", "-b"]],
  page: [["packages/dashboard/scripts/build.ts"]],
  bundle: [["packages/runtime-functions/scripts/bundle.ts"]],
  bench: [["packages/proof/bench/main.ts"]],
  crash: [["packages/proof/scripts/crash.ts"]],
  // The largest worlds have millions of states, which V8's own limit has no room for.
  model: [["--max-old-space-size=8192", "packages/proof/scripts/model.ts"]],
  months: [["packages/proof/scripts/months.ts"]],
  mutate: [["scripts/mutate.ts"]],
  scale: [["packages/proof/scripts/scale.ts"]],
  strategies: [["packages/proof/scripts/strategies.ts"]],
  simulate: [["packages/core/scripts/simulate.ts"]],
};

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** The files whose change makes the installed dependencies stale. */
const manifests = () => [
  "package.json",
  "pnpm-workspace.yaml",
  "pnpm-lock.yaml",
  ...[...readdirSync(join(root, "packages")).map((name) => join("packages", name)), "examples"]
    .map((folder) => join(folder, "package.json"))
    .filter((file) => existsSync(join(root, file)))
    .sort(),
];

const fingerprint = () => {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of manifests()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
};

const isSetUp = () => existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();

/**
 * What npm tells its scripts about itself would be read by pnpm and a nested npm as settings of theirs (its
 * prefix, its log level, `--json`). Kept is only what says how to reach the registry.
 */
const kept =
  /^npm_config_(registry|cafile|ca|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|strict_ssl)$/i;

const environment = () => {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name));
  const { PATH = "", ...rest } = Object.fromEntries(entries);
  return { ...rest, PATH: `${bin}${delimiter}${PATH}` };
};

/** Runs a program with its output kept for the case that it fails. */
const capture = (/** @type {string} */ program, /** @type {string[]} */ args) =>
  new Promise((/** @type {(result: { code: number, output: string }) => void} */ resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });

const install = async () => {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  say("Setting up: installing the dependencies, about 30 s the first time.");
  const startedAt = Date.now();
  const { code, output } = await capture("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
  if (code !== 0) {
    say(output.trimEnd());
    say("Setting up failed: the reason is above.");
    process.exit(code);
  }
  // Of other versions, and of files that tests wrote to temporary folders: it would only grow.
  rmSync(compiled, { recursive: true, force: true });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint());
  say(`Set up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
};

/** What a process compiles, the next one need not compile again: the tests start some two hundred that load the same files. */
const withCompileCache = () => ({ NODE_COMPILE_CACHE: compiled, ...environment() });

/**
 * Runs one step with our own standard streams, and ends as it ended: the same exit code, or the same signal.
 *
 * Ctrl-C in a terminal reaches the whole process group, so it is passed on only where there is no terminal:
 * twice would tell a program that is closing in good order to stop at once.
 */
const run = (/** @type {string[]} */ args) =>
  new Promise((/** @type {(code: number) => void} */ resolve) => {
    const child = spawn(node, args, { cwd: root, env: withCompileCache(), stdio: "inherit" });
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, () => {
        if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
      });
    }
    child.on("error", (error) => {
      say(`${node} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
      if (signal !== null) process.kill(process.pid, signal);
      resolve(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]);
    });
  });

const main = async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const steps = commands[/** @type {keyof typeof commands} */ (name)];
  if (steps === undefined) {
    say(`There is no command "${name}"; there are ${Object.keys(commands).join(", ")}.`);
    return 2;
  }
  if (Number.parseInt(process.versions.node, 10) < 20) {
    say(`Node.js 20 or newer is needed to set up; this is ${process.version}.`);
    return 1;
  }
  if (!isSetUp()) await install();
  for (const [index, step] of steps.entries()) {
    const code = await run(index === steps.length - 1 ? [...step, ...args] : step);
    if (code !== 0) return code;
  }
  return 0;
};

process.exitCode = await main();
