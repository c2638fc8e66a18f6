import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { RecordId } from "@attendance-export/core";

/**
 * Remembers which record id stood where, for as long as one file is read.
 *
 * In a temporary database and not in a `Set`: ids of millions of rows would fill the memory, SQLite moves them to disk.
 */
export class SeenIds implements Disposable {
  readonly #database = new DatabaseSync("");
  readonly #insert: StatementSync;
  readonly #select: StatementSync;

  constructor() {
    this.#database.exec(
      `PRAGMA journal_mode = OFF;
       PRAGMA synchronous = OFF;
       PRAGMA cache_size = -8000;
       CREATE TABLE seen (id TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT, WITHOUT ROWID;
       BEGIN`,
    );
    this.#insert = this.#database.prepare("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING");
    this.#select = this.#database.prepare("SELECT place FROM seen WHERE id = ?");
  }

  /** Notes the id; gives the place where it stood before, undefined for an id that is new. */
  add(id: RecordId, place: string): string | undefined {
    if (this.#insert.run(id, place).changes === 1) return undefined;
    return String(this.#select.get(id)?.place);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
