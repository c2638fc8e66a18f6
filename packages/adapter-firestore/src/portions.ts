/** Documents of one commit or one read; more make a commit slower than two are. */
const MOST_DOCUMENTS = 500;
/** Production takes 10 MiB a commit, the emulator 4. */
const MOST_BYTES = 3_000_000;

/** The items in their order, in portions that fit one commit. An item larger than a portion stands alone. */
export const portions = <Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number = () => 0,
): readonly (readonly Item[])[] => {
  const all: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    const last = all.at(-1);
    if (last === undefined || last.length === MOST_DOCUMENTS || bytes + size > MOST_BYTES) {
      all.push([item]);
      bytes = size;
    } else {
      last.push(item);
      bytes += size;
    }
  }
  return all;
};
