import type { Ids } from "../ports/ids.ts";
import { sfc32 } from "./sfc32.ts";

/** Distinct in their first six characters, of which a receipt's tag keeps as many. */
const DIGEST_PART = 6;

/** Fingerprints of one world: texts are numbered as they come, which is cheaper than mixing them and never collides. */
export class Fingerprints {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const part = this.#known.size.toString(36).padStart(DIGEST_PART, "0");
    const digest = part.repeat(4);
    this.#known.set(text, digest);
    return digest;
  }
}

/** Ids of one process: distinct for distinct names, the same for the same execution. */
export class SimulatedIds implements Ids {
  readonly #name: string;
  readonly #fingerprints: Fingerprints;
  readonly #draw: () => number;
  #drawn = 0;

  constructor(name: string, fingerprints: Fingerprints) {
    this.#name = name;
    this.#fingerprints = fingerprints;
    this.#draw = sfc32(hashOf(name));
  }

  fresh(): string {
    return `${this.#name}-${++this.#drawn}`;
  }

  between(low: number, high: number): number {
    return low + (this.#draw() % (high - low + 1));
  }

  digest(text: string): string {
    return this.#fingerprints.of(text);
  }
}

const hashOf = (text: string): number => {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
};
