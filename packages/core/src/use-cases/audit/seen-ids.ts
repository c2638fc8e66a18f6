/**
 * Remembers which ids were seen, in 16 bytes an id: a sheet of a million rows takes 32 MB, not the hundreds that strings
 * would. Two ids may share a fingerprint (about once in 10^16 pairs), so a repeat is a suspicion to be looked into.
 */
export class SeenIds {
  #slots = new Float64Array(2 ** 14);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(id: string): boolean {
    return this.#slots[this.#slotOf(fingerprint(id))] !== 0;
  }

  /** False if it was there already. */
  add(id: string): boolean {
    const print = fingerprint(id);
    const slot = this.#slotOf(print);
    if (this.#slots[slot] !== 0) return false;
    this.#slots[slot] = print;
    this.#size++;
    // Half full at most, so that a look-up stays a step or two.
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  #slotOf(print: number): number {
    const mask = this.#slots.length - 1;
    let slot = (print ^ (print / 2 ** 32)) & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== print) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2);
    for (const print of old) if (print !== 0) this.#slots[this.#slotOf(print)] = print;
  }
}

/** 53 bits, never 0: two multiplicative hashes with different seeds, mixed. Not for secrets. */
export const fingerprint = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
};
