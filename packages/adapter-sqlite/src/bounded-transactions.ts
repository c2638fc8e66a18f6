import { setTimeout } from "node:timers/promises";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** SQLite's lock knows no queue, so without a gap between two transactions another process could wait in vain. */
const GAP_MS = 1;

/**
 * Does the work for every item, in transactions of at most `size` items. That is some tens of milliseconds: longer ones would
 * hold up every other writer and this process's own event loop. A failure may leave the first ones done.
 */
export const inBoundedTransactions = async <Item>(
  database: SqliteDatabase,
  items: readonly Item[],
  size: number,
  work: (item: Item) => void,
): Promise<void> => {
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await setTimeout(GAP_MS);
    const some = items.slice(start, start + size);
    await database.write(() => {
      for (const item of some) work(item);
    });
  }
};
