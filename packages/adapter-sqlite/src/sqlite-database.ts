import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { isLocked, translateFailure } from "./translate-failure.ts";

/** What a caller waits between two looks at a lock; random, so that two callers do not keep meeting. */
const LONGEST_WAIT_MS = 10;

export interface SqliteDatabaseOptions {
  /** Names the database in messages. */
  readonly file: string;
  /** How long a call waits for another process's transaction before it is `store-unavailable`. */
  readonly lockTimeoutMs: number;
}

/**
 * One connection. Whatever is done with it in one call is done in one turn, so calls of this process never mix; against
 * other processes there are SQLite's locks, for which a call waits without holding up the event loop.
 */
export class SqliteDatabase {
  readonly file: string;
  readonly #connection: DatabaseSync;
  readonly #lockTimeoutMs: number;

  constructor(connection: DatabaseSync, { file, lockTimeoutMs }: SqliteDatabaseOptions) {
    this.#connection = connection;
    this.file = file;
    this.#lockTimeoutMs = lockTimeoutMs;
  }

  prepare(sql: string): StatementSync {
    return this.#connection.prepare(sql);
  }

  /** Runs one statement that reads. Of several, each would see a state of its own. */
  read<Result>(work: () => Result): Promise<Result> {
    return this.#patiently(work);
  }

  /** Runs the work in one transaction: all of it is kept, or nothing. */
  write<Result>(work: () => Result): Promise<Result> {
    return this.#patiently(() => {
      // IMMEDIATE takes the lock before anything is read. A transaction that reads first and writes later is refused when
      // another one wrote in between, and would have to be run again.
      this.#connection.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        this.#connection.exec("COMMIT");
        return result;
      } catch (thrown) {
        // Some errors end the transaction by themselves.
        if (this.#connection.isTransaction) this.#connection.exec("ROLLBACK");
        throw thrown;
      }
    });
  }

  close(): void {
    if (this.#connection.isOpen) this.#connection.close();
  }

  /** Only a lock is waited for: it is met before anything is done, so that trying again is not doing twice. */
  async #patiently<Result>(work: () => Result): Promise<Result> {
    const deadline = performance.now() + this.#lockTimeoutMs;
    for (;;) {
      try {
        return work();
      } catch (thrown) {
        if (!isLocked(thrown) || performance.now() >= deadline) throw translateFailure(thrown, this.file);
      }
      await setTimeout(1 + Math.random() * LONGEST_WAIT_MS);
    }
  }
}
