import type { Ids } from "../ports/ids.ts";

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Rounds without input let the last characters reach every bit. */
const CLOSING_ROUNDS = 8;
const TWO_TO_32 = 0x1_0000_0000;

/** Ids, draws and fingerprints that follow from a seed, so that a run can be repeated to the letter. Not for production. */
export class SeededIds implements Ids {
  readonly #seed: string | number;
  #drawn = 0;

  /** Two of the same seed give the same; of different seeds, ids that never meet. */
  constructor(seed: string | number) {
    this.#seed = seed;
  }

  fresh(): string {
    return this.#draw()
      .map((word) => word.toString(16).padStart(8, "0"))
      .join("");
  }

  between(low: number, high: number): number {
    const [first = 0] = this.#draw();
    return low + Math.floor((first / TWO_TO_32) * (high - low + 1));
  }

  digest(text: string): string {
    return base64url(mix(text));
  }

  #draw(): readonly number[] {
    this.#drawn += 1;
    return mix(`${typeof this.#seed} ${this.#seed} ${this.#drawn}`);
  }
}

/**
 * 128 bits from a text as four words, by multiplying and rotating four lanes that feed each other. The constants are odd
 * and without a pattern; any would do that spread bits well.
 *
 * Deterministic, but no cryptographic hash: whoever wants two texts with one digest can make them.
 */
const mix = (text: string): readonly [number, number, number, number] => {
  let [a, b, c, d] = [0x9e3779b9 ^ text.length, 0x7f4a7c15, 0xf39cc060, 0x5cedc834];
  for (let index = 0; index < text.length + CLOSING_ROUNDS; index += 1) {
    const input = index < text.length ? text.charCodeAt(index) : index - text.length;
    a = stir(Math.imul(a ^ input, 0x85ebca6b), b);
    b = stir(Math.imul(b ^ input, 0xc2b2ae35), c);
    c = stir(Math.imul(c ^ input, 0x27d4eb2f), d);
    d = stir(Math.imul(d ^ input, 0x165667b1), a);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
};

const stir = (product: number, neighbour: number): number =>
  (((product << 13) | (product >>> 19)) + neighbour + (neighbour >>> 15)) | 0;

/** Twenty characters of six bits from the words' upper 30, and two more from the twice four that are left. */
const base64url = (words: readonly [number, number, number, number]): string => {
  let text = "";
  for (const word of words)
    for (let shift = 26; shift >= 2; shift -= 6) text += BASE64URL.charAt((word >>> shift) & 63);
  const [a, b, c, d] = words.map((word) => word & 3) as [number, number, number, number];
  return text + BASE64URL.charAt((a << 4) | (b << 2) | c) + BASE64URL.charAt(d << 4);
};
