const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt, from 0: twice as long each time, up to half a minute, and drawn from the upper half of
 * that, so that a thousand pages do not come back to a server at the same moment. `chance` is from 0 up to 1.
 */
export const pauseBefore = (attempt: number, chance: number): number => {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * chance);
};
