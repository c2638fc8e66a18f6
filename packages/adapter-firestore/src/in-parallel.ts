/** On the emulator four commits at once are up to twice as fast as one after the other, and eight no faster than four. */
const AT_ONCE = 4;

/**
 * Does the work for every item, a few at a time. After a failure nothing more is begun, and what was begun is awaited: a
 * call that has rejected does nothing behind its caller's back.
 */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (failures.length === 0 && next < items.length) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as Item);
      } catch (thrown) {
        failures.push(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
};
