import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run check` proves, in the order it is printed. */
const steps = [
  {
    name: "format",
    run: [
      "node_modules/@biomejs/biome/bin/biome",
      "format",
      "--error-on-warnings",
      "--diagnostic-level=warn",
    ],
  },
  {
    name: "lint",
    run: ["node_modules/@biomejs/biome/bin/biome", "lint", "--error-on-warnings", "--diagnostic-level=warn"],
  },
  { name: "types", run: ["node_modules/typescript/bin/tsc", "-b"] },
  { name: "boundaries", run: ["node_modules/dependency-cruiser/bin/dependency-cruiser.mjs", "packages"] },
  { name: "unused", run: ["node_modules/knip/bin/knip.js", "--no-progress", "--no-config-hints"] },
];

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly seconds: string;
}

const runStep = (args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("close", (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      resolve({ code: code ?? 1, output, seconds });
    });
  });

// All at once: most of them use one core, and the slowest alone decides how long the check takes.
const running = steps.map(({ name, run }) => ({ name, outcome: runStep(run) }));
let failures = 0;
for (const { name, outcome } of running) {
  const { code, output, seconds } = await outcome;
  process.stdout.write(`${code === 0 ? "ok  " : "FAIL"} ${name.padEnd(10)} ${seconds} s\n`);
  if (code === 0) continue;
  failures += 1;
  process.stdout.write(`${output.trimEnd()}\n\n`);
}
process.exitCode = failures === 0 ? 0 : 1;
