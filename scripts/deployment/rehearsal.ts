import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const fake = fileURLToPath(new URL("./fake-gcloud.ts", import.meta.url));

/** One call of a program, as the script made it. */
export type Call = readonly [program: string, ...args: string[]];

/** `deploy/deploy.sh` on a copy of `deploy/`, with programs that only remember. */
export class Rehearsal implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "deployment-"));

  constructor() {
    cpSync(join(root, "deploy"), join(this.#folder, "root/deploy"), { recursive: true });
    cpSync(join(root, "firebase.json"), join(this.#folder, "root/firebase.json"));
    mkdirSync(join(this.#folder, "bin"));
    for (const program of ["gcloud", "npm", "npx"]) this.#stand(program, "");
    // Our own bundler is tested elsewhere; what the script asks of Node.js otherwise is really done.
    this.#stand("node", `[ "$1" = scripts/bootstrap.mjs ] || exec '${process.execPath}' "$@"\n`);
  }

  /** Runs the script to its end; what it says on its standard error comes back with the exit code. */
  run(settings = "deploy/settings.example.env"): Promise<{ readonly code: number; readonly says: string }> {
    writeFileSync(this.#calls, "");
    const env = {
      ...process.env,
      PATH: `${join(this.#folder, "bin")}${delimiter}${process.env.PATH}`,
      FAKE_CLOUD: this.#folder,
    };
    return new Promise((resolve) => {
      const script = join(this.#folder, "root/deploy/deploy.sh");
      const child = execFile(
        "bash",
        [script, settings],
        { env, cwd: this.#folder },
        (error, _stdout, says) => {
          resolve({ code: error === null ? 0 : Number(error.code), says });
        },
      );
      // Nobody sits at a terminal.
      child.stdin?.end();
    });
  }

  /** Calls of the last run. */
  get calls(): readonly Call[] {
    const lines = readFileSync(this.#calls, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Call);
  }

  /** What was put into a secret; undefined where nothing was. */
  secret(name: string): string | undefined {
    const file = join(this.#folder, `${name}.secret`);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** What an operator does by hand. */
  giveSecret(name: string): void {
    const state = join(this.#folder, "state.json");
    const made = existsSync(state) ? (JSON.parse(readFileSync(state, "utf8")) as string[]) : [];
    writeFileSync(state, JSON.stringify([...made, `value of ${name}`]));
  }

  /** A file that the script left in the project. */
  file(path: string): string {
    return readFileSync(join(this.#folder, "root", path), "utf8");
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }

  get #calls(): string {
    return join(this.#folder, "calls.jsonl");
  }

  #stand(program: string, first: string): void {
    const file = join(this.#folder, "bin", program);
    writeFileSync(file, `#!/bin/sh\n${first}exec '${process.execPath}' '${fake}' ${program} "$@"\n`);
    chmodSync(file, 0o755);
  }
}
