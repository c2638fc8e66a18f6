import type { Ablation, Spare } from "./ablations.ts";
import type { Bounds } from "./bounds.ts";
import { Ask, Batch, byte, Layout, Lease, type State, Why, Worker } from "./layout.ts";

/** Rows of the largest batch; the product's thousands behave as two do. */
export const MAX_ROWS = 2;

/** The protocol as a machine: its bounds, its state, and what its moves have in common. */
export class Model {
  readonly bounds: Bounds;
  readonly layout: Layout;

  constructor(bounds: Bounds) {
    this.bounds = bounds;
    this.layout = new Layout(bounds);
  }

  /** Nothing is linked yet. */
  get first(): State {
    const { layout } = this;
    const state = new Uint8Array(layout.length);
    state[layout.sequence] = 1;
    state[layout.limit] = MAX_ROWS;
    state[layout.grant] = 1;
    state[layout.valid] = 1;
    state[layout.approved] = layout.all & ~this.bounds.late;
    return state;
  }

  /** Everything is done: every record exported or set aside, nothing open, nothing wrong; or no link was made at all. */
  isGoal(state: State): boolean {
    const { layout } = this;
    if (byte(state, layout.link) === 0) return !this.passesCanary;
    const done = byte(state, layout.exported) | this.heldBack(state);
    return (
      done === layout.all &&
      byte(state, layout.open) === 0 &&
      byte(state, layout.inError) === 0 &&
      this.orphanOn(state, byte(state, layout.sheet)) === 0
    );
  }

  /** The numbers of the sequence are used up, which is the model's end and not the protocol's. */
  isExhausted(state: State): boolean {
    return byte(state, this.layout.sequence) > this.bounds.batches;
  }

  has(ablation: Ablation | Spare): boolean {
    return this.bounds.ablation === ablation;
  }

  /** Where Google takes a used id, the canary finds out and no link is made; unless nobody asks it. */
  get passesCanary(): boolean {
    return !this.bounds.usedIdsAccepted || this.has("NO_CANARY") || this.has("SEARCH_FIRST");
  }

  /** The first orphan of a sheet, or 0. */
  orphanOn(state: State, sheet: number): number {
    if (this.bounds.relinks === 0 || this.has("NO_ORPHANS")) return 0;
    for (let batch = 1; batch <= this.bounds.batches; batch++)
      if (
        byte(state, this.layout.stateOf(batch)) === Batch.ORPHAN &&
        byte(state, this.layout.sheetOf(batch)) === sheet
      )
        return batch;
    return 0;
  }

  /** Records that are set aside as they are now; what was edited since is in the backlog again. */
  heldBack(state: State): number {
    const { layout } = this;
    const isEdited = byte(state, layout.asideRevision) ^ byte(state, layout.revision);
    return byte(state, layout.setAside) & (this.has("ASIDE_FOR_EVER") ? layout.all : ~isEdited);
  }

  /** Approved records that are neither exported nor set aside. */
  backlog(state: State): number {
    return byte(state, this.layout.approved) & ~(byte(state, this.layout.exported) | this.heldBack(state));
  }

  /** Makes an orphan the open batch again. */
  adopt(state: State, orphan: number): void {
    const { layout } = this;
    state[layout.open] = orphan;
    state[layout.stateOf(orphan)] = Batch.PLANNED;
    state[layout.whyOf(orphan)] = Why.RELINKED;
    if (!this.has("FREE_ADOPTION")) state[layout.sequence] = byte(state, layout.sequence) + 1;
  }

  /** The mark under the id that a worker knows for its batch's receipt. */
  receiptAt(state: State, batch: number, base: number): number {
    return byte(state, this.layout.mark(byte(state, this.layout.sheetOf(batch)), batch, base));
  }

  /** Ends a run in good order: it gives its lease back. A request it has sent goes on without anybody who waits. */
  end(state: State, number: number): undefined {
    const worker = this.layout.worker(number);
    state.fill(0, worker.from, worker.from + Worker.bytes);
    return this.leave(state, number);
  }

  /** A run dies: its lease stays behind, to lapse. */
  die(state: State, number: number): undefined {
    const { lease } = this.layout.worker(number);
    const left = byte(state, lease);
    this.end(state, number);
    state[lease] = left;
    return undefined;
  }

  /** Nobody waits for the worker's request any more. */
  leave(state: State, number: number): undefined {
    for (let index = 0; index < this.bounds.inFlight; index++) {
      const request = this.layout.request(index);
      if (byte(state, request.waiter) === number + 1) state[request.waiter] = 0;
    }
    return undefined;
  }

  /** Puts a request on its way; false if all connections are in use. */
  send(
    state: State,
    number: number,
    { asks, batch, extra }: { readonly asks: number; readonly batch: number; readonly extra: number },
  ): boolean {
    for (let index = 0; index < this.bounds.inFlight; index++) {
      const request = this.layout.request(index);
      if (byte(state, request.asks) !== Ask.NONE) continue;
      state[request.asks] = asks;
      state[request.batch] = batch;
      state[request.grant] = byte(state, this.layout.worker(number).grant);
      state[request.waiter] = number + 1;
      state[request.extra] = extra;
      return true;
    }
    return false;
  }

  /** Whether anybody could still send for this batch. */
  isInUse(state: State, batch: number): boolean {
    for (let number = 0; number < this.bounds.workers; number++)
      if (byte(state, this.layout.worker(number).batch) === batch) return true;
    for (let index = 0; index < this.bounds.inFlight; index++) {
      const request = this.layout.request(index);
      if (byte(state, request.asks) !== Ask.NONE && byte(state, request.batch) === batch) return true;
    }
    return false;
  }

  /** Whether a run other than this one has the link. */
  isHeldByAnother(state: State, number: number): boolean {
    if (!this.bounds.lease) return false;
    for (let other = 0; other < this.bounds.workers; other++)
      if (other !== number && byte(state, this.layout.worker(other).lease) === Lease.HELD) return true;
    return false;
  }
}
