import { stripVTControlCharacters, styleText } from "node:util";

/** A stream that text can be written to; what is known of the terminal behind it, if there is one. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

const FALLBACK_COLUMNS = 80;

/** One of a command's two outputs: results go to one, progress and errors to the other. */
export class Terminal {
  readonly #stream: TextStream;
  readonly #coloured: boolean;

  constructor(stream: TextStream, environment: NodeJS.ProcessEnv = {}) {
    this.#stream = stream;
    // https://no-color.org: present and not empty, whatever its value.
    this.#coloured = this.isInteractive && !environment.NO_COLOR && environment.TERM !== "dumb";
  }

  /** A person looks on: bars may move and colours may show. */
  get isInteractive(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number {
    return this.#stream.columns ?? FALLBACK_COLUMNS;
  }

  line(text = ""): void {
    this.#stream.write(`${this.#coloured ? text : stripVTControlCharacters(text)}\n`);
  }

  /** Replaces the line that the cursor is on; only for interactive terminals. */
  redraw(text: string): void {
    this.#stream.write(`\r\u001b[K${text}`);
  }

  style(style: Style | readonly Style[], text: string): string {
    if (!this.#coloured) return text;
    // The decision about colours was made above, for this stream; Node would decide for stdout.
    return styleText(typeof style === "string" ? style : [...style], text, { validateStream: false });
  }
}
