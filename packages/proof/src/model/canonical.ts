import { Buffer } from "node:buffer";
import { type Layout, Request, type State, Worker } from "./layout.ts";

/** Workers are alike and so are requests: states that differ in their order only are one, under one key. */
export class Canonical {
  readonly #layout: Layout;
  readonly #scratch: Uint8Array;
  readonly #key: Buffer;
  readonly #workers: number[];
  readonly #requests: number[];
  /** The own request of each worker, or -1. */
  readonly #own: number[];

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#scratch = new Uint8Array(layout.length);
    this.#key = Buffer.from(this.#scratch.buffer);
    this.#workers = Array.from({ length: layout.bounds.workers }, () => 0);
    this.#requests = Array.from({ length: layout.bounds.inFlight }, () => 0);
    this.#own = [...this.#workers];
  }

  keyOf(state: State): string {
    const layout = this.#layout;
    this.#scratch.set(state);
    this.#own.fill(-1);
    for (let index = 0; index < this.#requests.length; index++) {
      const waiter = state[layout.request(index).waiter] ?? 0;
      if (waiter > 0) this.#own[waiter - 1] = index;
    }
    this.#sort(this.#workers, (one, other) => this.#compareWorkers(state, one, other));
    for (const [place, number] of this.#workers.entries()) this.#placeWorker(state, place, number);
    // Their waiters are named anew by now, so the scratch is compared, and read back from a copy.
    this.#sort(this.#requests, (one, other) =>
      compare(this.#scratch, this.#from(one), this.#from(other), Request.bytes),
    );
    const named = this.#scratch.slice(this.#from(0));
    for (const [place, index] of this.#requests.entries())
      this.#scratch.set(
        named.subarray(index * Request.bytes, (index + 1) * Request.bytes),
        this.#from(place),
      );
    return this.#key.toString("latin1");
  }

  #placeWorker(state: State, place: number, number: number): void {
    const { from } = this.#layout.worker(number);
    this.#scratch.set(state.subarray(from, from + Worker.bytes), this.#layout.worker(place).from);
    const own = this.#own[number] ?? -1;
    if (own >= 0) this.#scratch[this.#layout.request(own).waiter] = place + 1;
  }

  /** What a worker waits for tells it apart from one that waits for something else. */
  #compareWorkers(state: State, one: number, other: number): number {
    const bytes = compare(
      state,
      this.#layout.worker(one).from,
      this.#layout.worker(other).from,
      Worker.bytes,
    );
    if (bytes !== 0) return bytes;
    const [first, second] = [this.#own[one] ?? -1, this.#own[other] ?? -1];
    if (first < 0 || second < 0) return first - second;
    // Not the waiter itself, which is what differs anyway.
    return (
      compare(state, this.#from(first), this.#from(second), 3) ||
      compare(state, this.#from(first) + 4, this.#from(second) + 4, Request.bytes - 4)
    );
  }

  #from(index: number): number {
    return this.#layout.request(index).from;
  }

  /** The numbers from 0, in order; few enough to sort by insertion. */
  #sort(numbers: number[], order: (one: number, other: number) => number): void {
    for (let index = 0; index < numbers.length; index++) {
      let place = index;
      while (place > 0 && order(numbers[place - 1] ?? 0, index) > 0) {
        numbers[place] = numbers[place - 1] ?? 0;
        place--;
      }
      numbers[place] = index;
    }
  }
}

const compare = (bytes: Uint8Array, one: number, other: number, length: number): number => {
  for (let offset = 0; offset < length; offset++) {
    const difference = (bytes[one + offset] ?? 0) - (bytes[other + offset] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

export const stateOf = (key: string): State => {
  const state = new Uint8Array(key.length);
  for (let index = 0; index < key.length; index++) state[index] = key.charCodeAt(index);
  return state;
};
