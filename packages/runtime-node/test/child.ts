import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export interface ChildResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** What tokens, codes and client secrets look like, Google's and those of its emulator. */
const SECRETS = /ya29\.[\w.-]+|1\/\/[\w-]+|\b4\/0[\w-]+|GOCSPX-[\w-]+/g;

/** The program in a process of its own, which does not outlive the test, and logs no secret, whatever the test is about. */
export class Child {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #out = "";
  #err = "";

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.#process = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#out += text;
    });
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#err += text;
    });
    this.#ended = once(this.#process, "close");
    onTestFinished(() => {
      this.kill("SIGKILL");
      expect(this.#err.match(SECRETS)).toBeNull();
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** What it has written so far. */
  get output(): string {
    return this.#out;
  }

  /** What it has written to the error output so far. */
  get log(): string {
    return this.#err;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Resolves as soon as the text stands in one of the outputs, and rejects if the process ends without it. */
  async says(text: string): Promise<void> {
    for (;;) {
      if (this.#out.includes(text) || this.#err.includes(text)) return;
      if (this.hasEnded) throw new Error(`ended without "${text}":\n${this.#out}\n${this.#err}`);
      const streams = [this.#process.stdout, this.#process.stderr].filter((stream) => stream !== null);
      await Promise.race([...streams.map((stream) => once(stream, "data")), this.#ended]);
    }
  }

  async result(): Promise<ChildResult> {
    await this.#ended;
    const { exitCode, signalCode } = this.#process;
    return { code: exitCode, signal: signalCode, out: this.#out, err: this.#err };
  }
}
