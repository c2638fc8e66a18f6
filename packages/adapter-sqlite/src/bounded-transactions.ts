import { setTimeout } from "node:timers/promises";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** SQLite's lock knows no queue, so without a gap between two transactions another process could wait in vain. */
const GAP_MS = 1;

/**
 * Does the work for all items, in transactions of at most `size` of them, and gives each transaction's result. One takes some
 * tens of milliseconds: longer ones would hold up every other writer and this process's own event loop. A failure may leave
 * the first ones done.
 */
export const inBoundedTransactions = async <Item, Result>(
  database: SqliteDatabase,
  items: readonly Item[],
  size: number,
  work: (some: readonly Item[]) => Result,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await setTimeout(GAP_MS);
    const some = items.slice(start, start + size);
    results.push(await database.write(() => work(some)));
  }
  return results;
};
