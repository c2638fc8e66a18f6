import { open } from "node:fs/promises";

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
const BLOCK_BYTES = 65_536;

/**
 * Counts the lines of a stream of chunks up to a given byte.
 *
 * Not csv-parse's own count: it counts a CRLF inside quotes twice, and a wrong line number sends people to the wrong row.
 */
export class LineCounter {
  #chunk: Buffer = Buffer.alloc(0);
  #chunkStart: number;
  #counted: number;
  #line: number;

  constructor(startByte: number, startLine: number) {
    this.#chunkStart = startByte;
    this.#counted = startByte;
    this.#line = startLine;
  }

  /** The chunk that follows the one before. */
  take(chunk: Buffer): void {
    this.lineAt(this.#chunkStart + this.#chunk.length);
    this.#chunkStart += this.#chunk.length;
    this.#chunk = chunk;
  }

  /** The line that this byte of the file stands on. Asked in rising order only. */
  lineAt(byte: number): number {
    let at = this.#counted - this.#chunkStart;
    const end = byte - this.#chunkStart;
    while (at < end) {
      const newline = this.#chunk.indexOf(NEWLINE, at);
      if (newline === -1 || newline >= end) break;
      this.#line += 1;
      at = newline + 1;
    }
    this.#counted = Math.max(this.#counted, byte);
    return this.#line;
  }
}

/** A place to begin reading at. */
export interface LineStart {
  readonly byte: number;
  readonly line: number;
}

/** The beginning of the line after the first line with text at or after `from`; undefined where the file ends before. */
export const lineAfter = async (
  file: string,
  from: LineStart,
): Promise<{ readonly broken: number; readonly next: LineStart } | undefined> => {
  await using handle = await open(file, "r");
  const block = Buffer.alloc(BLOCK_BYTES);
  let { byte, line } = from;
  let inText = false;
  while (true) {
    const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, byte);
    if (bytesRead === 0) return undefined;
    for (let at = 0; at < bytesRead; at += 1) {
      const value = block[at];
      if (value === NEWLINE && inText) return { broken: line, next: { byte: byte + at + 1, line: line + 1 } };
      if (value === NEWLINE) line += 1;
      else if (value !== CARRIAGE_RETURN) inText = true;
    }
    byte += bytesRead;
  }
};
