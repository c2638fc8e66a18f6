/**
 * Keeps one program alive for as long as whoever started this keeper is: it runs the program named by its arguments and
 * ends it when its own standard input ends, which the operating system sees to even when the starter is killed.
 * So no emulator outlives its test run.
 */
import { spawn } from "node:child_process";

/** An emulator that does not stop in order after this is killed. */
const PATIENCE_MS = 3_000;

const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });

child.on("error", (error) => {
  process.stderr.write(`${program} could not be started: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));

const end = (): void => {
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS).unref();
};
process.stdin.resume().on("end", end).on("error", end);
// Ctrl-C reaches the whole group: the keeper stays until the program is gone.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
