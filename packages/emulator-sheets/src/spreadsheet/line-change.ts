/** Rows or columns inserted, deleted, or moved elsewhere in the same tab. Indexes count from 0, before the change. */
export type LineChange =
  | { readonly at: number; readonly inserted: number }
  | { readonly at: number; readonly deleted: number }
  | { readonly from: number; readonly to: number; readonly destination: number };

/** Where a line is after the change; undefined when it is gone. */
export function lineAfter(index: number, change: LineChange): number | undefined {
  if ("inserted" in change) return index >= change.at ? index + change.inserted : index;
  if ("deleted" in change) {
    if (index < change.at) return index;
    return index < change.at + change.deleted ? undefined : index - change.deleted;
  }
  const { from, to, destination } = change;
  const count = to - from;
  const target = destination > from ? destination - count : destination;
  if (index >= from && index < to) return target + index - from;
  const without = index < from ? index : index - count;
  return without >= target ? without + count : without;
}

/**
 * Where a span `[start, end)` is after the change; undefined when nothing of it is left.
 *
 * Lines inserted inside widen it. A move leaves spans where they are: what lies in them moves, not they.
 */
export function spanAfter(
  start: number,
  end: number,
  change: LineChange,
): readonly [number, number] | undefined {
  if ("inserted" in change) {
    const { at, inserted } = change;
    return [start >= at ? start + inserted : start, end > at ? end + inserted : end];
  }
  if (!("deleted" in change)) return [start, end];
  const { at, deleted } = change;
  const shrunk = (index: number): number => (index <= at ? index : Math.max(at, index - deleted));
  const [nextStart, nextEnd] = [shrunk(start), shrunk(end)];
  return nextStart < nextEnd ? [nextStart, nextEnd] : undefined;
}
