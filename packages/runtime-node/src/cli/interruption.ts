import { exitCode } from "./exit-code.ts";

/**
 * Ctrl-C, once and twice: the first asks to stop after the batch at hand, the second stops at once.
 * Both are safe: a batch that is left open is taken up by the next run.
 */
export class Interruption {
  readonly #abort = new AbortController();
  #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  readonly stop = (): boolean => this.#abort.signal.aborted;

  /** Tells it otherwise from now on: a service writes JSON where others write sentences. */
  sayBy(say: (line: string) => void): void {
    this.#say = say;
  }

  /** Listens to SIGINT and SIGTERM until the process ends. */
  install(): void {
    const hear = (): void => {
      if (this.stop()) process.exit(exitCode.interrupted);
      this.#say("Stopping after this batch. Once more stops at once; either way the next run goes on.");
      this.#abort.abort();
    };
    process.on("SIGINT", hear);
    process.on("SIGTERM", hear);
  }
}
