import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

/** What to start: a program of this project with its arguments and environment. */
export interface WorkerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

export interface WorkerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote, for whoever asks why it failed. */
  readonly output: string;
}

const KEPT_OUTPUT = 4_000;
const LISTEN_EVERY_MS = 10;

/** One real process that exports. */
export class WorkerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = "";

  /** @param largestFileBytes no file of the process may grow beyond it: a disk that is full */
  constructor({ file, args, environment }: WorkerCommand, largestFileBytes?: number) {
    const command = [process.execPath, file, ...args];
    const [program = "", ...rest] =
      largestFileBytes === undefined ? command : withFullDisk(command, largestFileBytes);
    this.#process = spawn(program, rest, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (text: string): void => {
      this.#output = (this.#output + text).slice(-KEPT_OUTPUT);
    };
    this.#process.stdout?.setEncoding("utf8").on("data", keep);
    this.#process.stderr?.setEncoding("utf8").on("data", keep);
    this.#ended = once(this.#process, "close");
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  /** Resolves when it has ended by itself, or `ms` later. True if it has ended. */
  async endedWithin(ms: number): Promise<boolean> {
    const waiting = new AbortController();
    await Promise.race([
      this.#ended,
      setTimeout(ms, undefined, { signal: waiting.signal }).catch((cause: unknown) => {
        if (!waiting.signal.aborted) throw cause;
      }),
    ]);
    waiting.abort();
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Resolves when it has said so, has ended, or `ms` later. */
  async says(text: string, ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (!this.#output.includes(text) && performance.now() < deadline)
      if (await this.endedWithin(LISTEN_EVERY_MS)) return;
  }

  async end(): Promise<WorkerEnd> {
    await this.#ended;
    const { exitCode, signalCode } = this.#process;
    return { code: exitCode, signal: signalCode, output: this.#output };
  }

  /** SIGKILL, and what became of it. */
  kill(): Promise<WorkerEnd> {
    this.signal("SIGKILL");
    return this.end();
  }
}

/** The shell counts in blocks of 512 bytes. The signal is ignored, so that the write fails as on a full disk. */
const withFullDisk = (command: readonly string[], bytes: number): readonly string[] => [
  "/bin/sh",
  "-c",
  `trap '' XFSZ; ulimit -f ${Math.ceil(bytes / 512)}; exec "$@"`,
  "sh",
  ...command,
];
