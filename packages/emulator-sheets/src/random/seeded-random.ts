const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Everything that Google chooses at random, chosen by a seed: the same calls give the same ids. */
export class SeededRandom {
  #state: Uint32Array;

  constructor(seed: number) {
    this.#state = new Uint32Array([seed, seed ^ 0x9e3779b9, 0x243f6a88, 1]);
    for (let round = 0; round < 12; round += 1) this.#next();
  }

  /** sfc32: small, fast, and far better than the tests need. */
  #next(): number {
    const state = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const result = (a + b + d) >>> 0;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + result;
    state[3] = d + 1;
    return result;
  }

  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /** A positive int32, as Google gives to sheets, ranges and metadata. */
  id(): number {
    return this.#next() >>> 1 || 1;
  }

  /** A positive int32 that is not in use. */
  unusedId(isUsed: (id: number) => boolean): number {
    let id = this.id();
    while (isUsed(id)) id = this.id();
    return id;
  }

  /** Characters as in file ids and tokens. */
  text(length: number): string {
    let text = "";
    for (let index = 0; index < length; index += 1) text += alphabet[this.#next() % alphabet.length];
    return text;
  }

  /** Where the generator stands, so that an emulator on a file goes on where it stopped. */
  save(): readonly number[] {
    return [...this.#state];
  }

  restore(state: readonly number[]): void {
    this.#state = Uint32Array.from(state);
  }
}
