import { Canonical, stateOf } from "./canonical.ts";
import { brokenInvariant } from "./invariants.ts";
import type { State } from "./layout.ts";
import type { Model } from "./model.ts";
import type { Move } from "./moves.ts";
import { nextMoves } from "./next-moves.ts";
import { Numbers } from "./numbers.ts";

/** What became of an exploration. */
export interface Explored {
  readonly states: number;
  readonly transitions: number;
  /** Steps from the first state to the farthest. */
  readonly depth: number;
  /** The invariant that can be broken, and the shortest way there. */
  readonly violation: string | undefined;
  readonly trace: readonly string[];
  /** States from which completion cannot be reached any more once faults have ended; undefined if nobody asked. */
  readonly stuck: number | undefined;
  /** States in which the model has no number of the sequence left: there it ends, and proves nothing. */
  readonly exhausted: number;
  /** False if the limit ended it. */
  readonly complete: boolean;
}

export interface ExploreOptions {
  /** Also check that everything drains, from wherever the faults end. */
  readonly liveness?: boolean;
  /** Look only for what users would notice, not for what only the ledger would. */
  readonly only?: "harm";
  /** States to see at most. */
  readonly limit?: number;
  /** Moves that there are in this world; all without it. */
  readonly allows?: (move: Move) => boolean;
}

/** Sees every state that can be reached, breadth first, so that the way to a violation is a shortest one. */
export const explore = (model: Model, options: ExploreOptions = {}): Explored =>
  new Exploration(model, options).run();

const SHARDS = 64;

class Exploration {
  readonly #model: Model;
  readonly #canonical: Canonical;
  readonly #limit: number;
  readonly #liveness: boolean;
  readonly #only: "harm" | undefined;
  readonly #allows: (move: Move) => boolean;
  // One map holds some sixteen million entries at most.
  readonly #seen: readonly Map<string, number>[] = Array.from({ length: SHARDS }, () => new Map());
  readonly #parents = new Numbers();
  readonly #edges = new Numbers();
  readonly #goals: number[] = [];
  #exhausted = 0;
  #frontier: { readonly key: string; readonly index: number }[] = [];
  #transitions = 0;

  constructor(model: Model, options: ExploreOptions) {
    const { liveness = false, only, limit = 30_000_000, allows = () => true } = options;
    this.#model = model;
    this.#canonical = new Canonical(model.layout);
    this.#limit = limit;
    this.#liveness = liveness;
    this.#only = only;
    this.#allows = allows;
  }

  run(): Explored {
    this.#reach(this.#canonical.keyOf(this.#model.first), -1);
    let depth = 0;
    while (this.#frontier.length > 0 && this.#parents.length < this.#limit) {
      const frontier = this.#frontier;
      this.#frontier = [];
      for (const { key, index } of frontier) {
        const found = this.#expand(key, index);
        if (found !== undefined)
          return { ...this.#result(depth), violation: found.broken, trace: found.trace };
      }
      depth++;
    }
    return this.#result(depth);
  }

  #result(depth: number): Explored {
    const complete = this.#frontier.length === 0;
    return {
      states: this.#parents.length,
      transitions: this.#transitions,
      depth,
      violation: undefined,
      trace: [],
      stuck: this.#liveness && complete ? this.#countStuck() : undefined,
      exhausted: this.#exhausted,
      complete,
    };
  }

  #expand(
    key: string,
    index: number,
  ): { readonly broken: string; readonly trace: readonly string[] } | undefined {
    const state = stateOf(key);
    const isExhausted = this.#model.isExhausted(state);
    if (isExhausted) this.#exhausted++;
    if (isExhausted || this.#model.isGoal(state)) this.#goals.push(index);
    for (const move of nextMoves(this.#model, state)) {
      if (!this.#allows(move)) continue;
      const { to, broken, isFault } = move;
      this.#transitions++;
      const known = this.#parents.length;
      const reached = this.#reach(this.#canonical.keyOf(to), index);
      const wrong = broken ?? (reached === known ? this.#brokenIn(to) : undefined);
      if (wrong !== undefined) return { broken: wrong, trace: this.#traceTo(index, to) };
      if (this.#liveness && !isFault) {
        this.#edges.push(index);
        this.#edges.push(reached);
      }
    }
    return undefined;
  }

  #brokenIn(state: State): string | undefined {
    return brokenInvariant(this.#model, state, this.#only);
  }

  #reach(key: string, parent: number): number {
    const shard = this.#seen[shardOf(key)] as Map<string, number>;
    const known = shard.get(key);
    if (known !== undefined) return known;
    const index = this.#parents.length;
    shard.set(key, index);
    this.#parents.push(parent);
    this.#frontier.push({ key, index });
    return index;
  }

  /** Walks back to the first state, then forward again to a state that is wrong, naming the steps. */
  #traceTo(index: number, wrong: State): readonly string[] {
    const path: number[] = [];
    for (let at = index; at >= 0; at = this.#parents.at(at)) path.unshift(at);
    const keys = new Map<number, string>();
    const wanted = new Set(path);
    for (const shard of this.#seen) for (const [key, at] of shard) if (wanted.has(at)) keys.set(at, key);
    const stations = [...path.slice(1).map((at) => keys.get(at)), this.#canonical.keyOf(wrong)];
    // From what a move really leads to, not from the state that stands for all of its kind: so workers keep their names.
    let state = this.#model.first;
    return stations.map((station) => {
      const move = nextMoves(this.#model, state).find(({ to }) => this.#canonical.keyOf(to) === station);
      if (move === undefined) throw new Error("A state was reached by a move that is not there any more.");
      state = move.to;
      return move.label();
    });
  }

  /**
   * Walks backwards from the goals along moves that are no faults. A state that is not met that way is one from which no fair
   * order of the rest gets everything done.
   */
  #countStuck(): number {
    const states = this.#parents.length;
    const edges = this.#edges.length / 2;
    const start = new Int32Array(states + 1);
    for (let edge = 0; edge < edges; edge++) {
      const to = this.#edges.at(2 * edge + 1) + 1;
      start[to] = (start[to] ?? 0) + 1;
    }
    for (let state = 0; state < states; state++)
      start[state + 1] = (start[state + 1] ?? 0) + (start[state] ?? 0);
    const free = start.slice();
    const before = new Int32Array(edges);
    for (let edge = 0; edge < edges; edge++) {
      const to = this.#edges.at(2 * edge + 1);
      const slot = free[to] ?? 0;
      before[slot] = this.#edges.at(2 * edge);
      free[to] = slot + 1;
    }
    const reaches = new Uint8Array(states);
    const stack = [...this.#goals];
    for (const goal of stack) reaches[goal] = 1;
    let count = stack.length;
    for (let state = stack.pop(); state !== undefined; state = stack.pop())
      for (let edge = start[state] ?? 0; edge < (start[state + 1] ?? 0); edge++) {
        const from = before[edge] ?? 0;
        if (reaches[from] === 1) continue;
        reaches[from] = 1;
        count++;
        stack.push(from);
      }
    return states - count;
  }
}

/** By the last bytes, where workers and requests stand: they differ most. */
const shardOf = (key: string): number => {
  let hash = 0;
  for (let index = key.length - 20; index < key.length; index++)
    hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  return (hash >>> 0) % SHARDS;
};
