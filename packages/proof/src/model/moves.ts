import type { State } from "./layout.ts";

/** One thing that may happen next. */
export interface Move {
  readonly to: State;
  /** Made only when a story is told. */
  readonly label: () => string;
  /** The invariant that it breaks. */
  readonly broken: string | undefined;
  /** Happens only while the storm lasts: nobody may count on it for getting done. */
  readonly isFault: boolean;
}

/** Changes a copy of the state and may name the invariant that it breaks. */
type Change = (state: State) => string | undefined;

/** Collects what may happen in a state. */
export class Moves {
  readonly all: Move[] = [];
  readonly #from: State;

  constructor(from: State) {
    this.#from = from;
  }

  add(label: () => string, change: Change): void {
    this.#put(label, change, false);
  }

  fault(label: () => string, change: Change): void {
    this.#put(label, change, true);
  }

  #put(label: () => string, change: Change, isFault: boolean): void {
    const to = this.#from.slice();
    const broken = change(to);
    this.all.push({ to, label, broken, isFault });
  }
}
