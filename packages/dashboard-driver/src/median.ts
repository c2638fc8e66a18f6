/** The middle one of some numbers; of an even count the lower of the two. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
