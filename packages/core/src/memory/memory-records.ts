import type { StoredRecord } from "../model/attendance-record.ts";
import { byCodePoint } from "../model/code-point-order.ts";
import type { RecordId } from "../model/ids.ts";
import type { BacklogPosition } from "../ports/attendance-store.ts";

const inExportOrder = (left: BacklogPosition, right: BacklogPosition): number =>
  byCodePoint(left.date, right.date) || byCodePoint(left.recordId, right.recordId);

/** One tenant's records, with the order of the backlog kept until a record comes or changes its day. */
export class MemoryRecords {
  readonly #byId = new Map<RecordId, StoredRecord>();
  #order: readonly BacklogPosition[] | undefined;

  get(id: RecordId): StoredRecord | undefined {
    return this.#byId.get(id);
  }

  set(stored: StoredRecord): void {
    const { id, date } = stored.record;
    if (this.#byId.get(id)?.record.date !== date) this.#order = undefined;
    this.#byId.set(id, stored);
  }

  /** Its place in the order stays and is passed over. */
  delete(id: RecordId): void {
    this.#byId.delete(id);
  }

  all(): readonly StoredRecord[] {
    return [...this.#byId.values()];
  }

  /** The first `limit` records after that position, by day, then by id, that `wanted` accepts. */
  inOrder(
    after: BacklogPosition | undefined,
    limit: number,
    wanted: (stored: StoredRecord) => boolean,
  ): readonly StoredRecord[] {
    this.#order ??= [...this.#byId.values()]
      .map(({ record }) => ({ date: record.date, recordId: record.id }))
      .sort(inExportOrder);
    const found: StoredRecord[] = [];
    for (let index = this.#indexAfter(this.#order, after); index < this.#order.length; index += 1) {
      if (found.length >= limit) break;
      const stored = this.#storedAt(this.#order, index);
      if (stored !== undefined && wanted(stored)) found.push(stored);
    }
    return found;
  }

  #storedAt(order: readonly BacklogPosition[], index: number): StoredRecord | undefined {
    const position = order[index];
    return position === undefined ? undefined : this.#byId.get(position.recordId);
  }

  /** Binary search: a page costs its own length, however far down the backlog it lies. */
  #indexAfter(order: readonly BacklogPosition[], after: BacklogPosition | undefined): number {
    if (after === undefined) return 0;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const position = order[middle];
      if (position !== undefined && inExportOrder(position, after) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
