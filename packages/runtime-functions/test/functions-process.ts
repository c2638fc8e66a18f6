import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const host = fileURLToPath(new URL("./functions-host.ts", import.meta.url));
const sources = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** One line of the functions' log, as Cloud Logging would take it. */
export interface LogLine {
  readonly severity: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The functions in a process of their own, with everything that they print. */
export class FunctionsProcess {
  /** Where each function takes requests, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  readonly #child: ChildProcess;
  readonly #output: readonly string[];

  private constructor(
    child: ChildProcess,
    output: readonly string[],
    urls: Readonly<Record<string, string>>,
  ) {
    this.#child = child;
    this.#output = output;
    this.urls = urls;
  }

  /** `module`: the sources unless another build of them is to be hosted. */
  static async start(env: NodeJS.ProcessEnv, module: string = sources): Promise<FunctionsProcess> {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const child = fork(host, {
      env: { PATH, NODE_COMPILE_CACHE, FUNCTIONS_MODULE: module, ...env },
      execArgv: [],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const output: string[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => output.push(chunk.toString()));
    const ended = once(child, "exit").then(([code]) => {
      throw new Error(`the functions ended with ${code} before they began:\n${output.join("")}`);
    });
    const [urls] = (await Promise.race([once(child, "message"), ended])) as [Record<string, string>];
    ended.catch(() => undefined);
    return new FunctionsProcess(child, output, urls);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Everything that was printed so far. */
  get output(): string {
    return this.#output.join("");
  }

  /** The lines that are logs, in order. */
  get lines(): readonly LogLine[] {
    return this.output
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as LogLine);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.disconnect();
    await gone;
  }
}
