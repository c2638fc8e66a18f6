import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { systemErrorCode, UserError } from "../user-error.ts";
import { describePlace, type Place } from "./source-row.ts";

/** Enough to see what is wrong with a file, and not so many that the summary scrolls away. */
const SHOWN = 10;

/** Shows the first problems of an import at once, and writes all of them to a file if there is one. */
export class ProblemReport {
  readonly #file: string;
  readonly #show: (line: string) => void;
  readonly #report: WriteStream | undefined;
  #failure: unknown;
  #count = 0;

  constructor(file: string, show: (line: string) => void, reportFile: string | undefined) {
    this.#file = file;
    this.#show = show;
    this.#report = reportFile === undefined ? undefined : createWriteStream(reportFile);
    this.#report?.on("error", (error) => {
      this.#failure = error;
    });
  }

  add(place: Place, message: string): void {
    this.#count += 1;
    const line = `${this.#file}, ${describePlace(place)}: ${message}`;
    this.#report?.write(`${line}\n`);
    if (this.#count <= SHOWN) this.#show(line);
  }

  /** Says how many more there are and closes the file. Rejects with a `UserError` if it could not be written. */
  async finish(): Promise<void> {
    const more = this.#count - SHOWN;
    if (more > 0)
      this.#show(
        this.#report === undefined
          ? `and ${more} more; --report FILE writes all of them`
          : `and ${more} more in the report`,
      );
    if (this.#report === undefined) return;
    this.#report.end();
    await finished(this.#report).catch((error: unknown) => {
      this.#failure ??= error;
    });
    if (this.#failure === undefined) return;
    throw new UserError(
      `The report could not be written to ${String(this.#report.path)} (${systemErrorCode(this.#failure)}).`,
      "The records are imported. Give --report a file in a folder that you may write to.",
      this.#failure,
    );
  }
}
