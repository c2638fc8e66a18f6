/** Chris Doty-Humphrey's small fast counting generator: 32 bits a draw, the same sequence for the same seed everywhere. */
export const sfc32 = (seed: number): (() => number) => {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = (seed ^ 0x243f6a88) | 0;
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  // The first draws still show the seed.
  for (let round = 0; round < 12; round++) draw();
  return draw;
};
