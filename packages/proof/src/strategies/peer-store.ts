import { recordIdOf } from "./strategy.ts";

/** The store of a peer's exporter: which records are approved, and which of them it marked as exported. It never fails. */
export class PeerStore {
  readonly #approved: string[] = [];
  readonly #exported = new Set<string>();

  approve(from: number, count: number): void {
    for (let number = from; number < from + count; number += 1) this.#approved.push(recordIdOf(number));
  }

  get approved(): readonly string[] {
    return this.#approved;
  }

  backlog(): readonly string[] {
    return this.#approved.filter((id) => !this.#exported.has(id));
  }

  mark(ids: readonly string[]): void {
    for (const id of ids) this.#exported.add(id);
  }
}
