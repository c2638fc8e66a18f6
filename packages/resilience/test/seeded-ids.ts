import type { Ids } from "@attendance-export/core";

/** The part of `Ids` that back-off draws from: a 32-bit generator (mulberry32), the same for the same seed. */
export const seededIds = (seed: number): Pick<Ids, "between"> => {
  let state = seed;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { between: (low, high) => low + Math.floor(unit() * (high - low + 1)) };
};

/** Always waits as long as it may, so that a test can say how long that is. */
export const longestWaits: Pick<Ids, "between"> = { between: (_low, high) => high };

/** Never waits of its own accord. */
export const noWaits: Pick<Ids, "between"> = { between: (low) => low };
