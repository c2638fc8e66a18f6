/** Above every surrogate, so that characters outside the BMP come after U+E000 to U+FFFF, as their code points do. */
const FIRST_AFTER_SURROGATES = 0xe000;
const FIRST_SURROGATE = 0xd800;
const SURROGATE_LIFT = 0x2000;
const TAIL_DROP = 0x800;

const rank = (unit: number): number => {
  if (unit >= FIRST_AFTER_SURROGATES) return unit - TAIL_DROP;
  return unit >= FIRST_SURROGATE ? unit + SURROGATE_LIFT : unit;
};

/**
 * Orders texts by code point, which is the order of their UTF-8 bytes and so of SQLite's BINARY collation and of Firestore.
 * Not `<`: it compares UTF-16 units and puts an emoji before U+FB01, so that pages of two stores would differ.
 */
export const byCodePoint = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
  }
  return left.length - right.length;
};
