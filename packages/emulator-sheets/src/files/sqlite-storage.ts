import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Row } from "../grid/cell.ts";
import { decodeRows, encodeRows } from "../grid/chunk-encoding.ts";
import { type Chunk, type ChunkStore, summarize } from "../grid/chunk-store.ts";
import type { StoredFile } from "./file.ts";
import { type ChunkReferences, decodeFile, encodeFile } from "./file-encoding.ts";
import type { FileShelf } from "./file-shelf.ts";

/** How many chunks stay in memory: 32,000 rows, enough for every page and batch, and flat however large the sheet. */
const hotChunks = 32;

interface StoredChunk extends Chunk {
  readonly id: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS chunk (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS file (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
`;

/**
 * Files and chunks in one SQLite file: memory stays flat, and the next start finds everything.
 *
 * Chunks are written together with the file that refers to them, in one transaction, so a killed process leaves whole
 * versions only. What no file refers to any more is deleted with a later transaction.
 */
export class SqliteStorage implements ChunkStore, FileShelf {
  readonly #database: DatabaseSync;
  readonly #readChunk: StatementSync;
  readonly #writeChunk: StatementSync;
  readonly #hot = new Map<number, readonly Row[]>();
  readonly #unwritten = new Set<number>();
  #dead: number[] = [];
  readonly #graves = new FinalizationRegistry<number>((id) => this.#dead.push(id));
  #nextId: number;
  readonly #references: ChunkReferences;

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    this.#database.exec(schema);
    this.#readChunk = this.#database.prepare("SELECT body FROM chunk WHERE id = ?");
    this.#writeChunk = this.#database.prepare("INSERT INTO chunk (id, body) VALUES (?, ?)");
    const last = this.#database.prepare("SELECT coalesce(max(id), 0) AS id FROM chunk").get();
    this.#nextId = Number(last?.id) + 1;
    this.#references = {
      store: this,
      refer: (chunk) => {
        const { id, rowCount, dataEnd, dataCells } = chunk as StoredChunk;
        return [id, rowCount, dataEnd, dataCells];
      },
      resolve: (reference) => {
        const [id = 0, rowCount = 0, dataEnd = 0, dataCells = 0] = reference as number[];
        return this.#handle({ id, rowCount, dataEnd, dataCells });
      },
    };
  }

  put(rows: readonly Row[]): Chunk {
    const chunk = this.#handle({ ...summarize(rows), id: this.#nextId });
    this.#nextId += 1;
    this.#unwritten.add(chunk.id);
    this.#warm(chunk.id, rows);
    return chunk;
  }

  rows(chunk: Chunk): readonly Row[] {
    const { id } = chunk as StoredChunk;
    const hot = this.#hot.get(id);
    if (hot !== undefined) {
      this.#hot.delete(id);
      this.#hot.set(id, hot);
      return hot;
    }
    const found = this.#readChunk.get(id);
    if (found === undefined) throw new Error(`the storage has no chunk ${id}`);
    const rows = decodeRows(String(found.body));
    this.#warm(id, rows);
    return rows;
  }

  load(): readonly StoredFile[] {
    const bodies = this.#database.prepare("SELECT body FROM file ORDER BY position").all();
    const files = bodies.map(({ body }) => decodeFile(String(body), this.#references));
    const used = new Set(
      files.flatMap(({ current }) =>
        (current?.spreadsheet.sheets ?? []).flatMap(({ grid }) =>
          grid.chunks.map((chunk) => (chunk as StoredChunk).id),
        ),
      ),
    );
    const ids = this.#database.prepare("SELECT id FROM chunk").all();
    this.#dead = ids.map(({ id }) => Number(id)).filter((id) => !used.has(id));
    return files;
  }

  save(file: StoredFile): void {
    this.#transaction(() => {
      for (const id of this.#unwritten) this.#writeChunk.run(id, encodeRows(this.#hot.get(id) ?? []));
      const body = encodeFile(file, this.#references);
      this.#database
        .prepare(
          "INSERT INTO file (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        )
        .run(file.id, body);
      this.#bury();
    });
    this.#unwritten.clear();
    this.#cool();
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM file WHERE id = ?").run(id);
  }

  loadState(name: string): unknown {
    const found = this.#database.prepare("SELECT body FROM state WHERE name = ?").get(name);
    return found === undefined ? undefined : JSON.parse(String(found.body));
  }

  saveState(name: string, state: unknown): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO state (name, body) VALUES (?, ?)")
      .run(name, JSON.stringify(state));
  }

  close(): void {
    this.#database.close();
  }

  #handle(chunk: StoredChunk): StoredChunk {
    this.#graves.register(chunk, chunk.id);
    return chunk;
  }

  #warm(id: number, rows: readonly Row[]): void {
    this.#hot.set(id, rows);
    this.#cool();
  }

  /** Lets go of the chunks that nobody looked at for longest; the ones not yet written stay. */
  #cool(): void {
    for (const id of this.#hot.keys()) {
      if (this.#hot.size <= hotChunks) return;
      if (!this.#unwritten.has(id)) this.#hot.delete(id);
    }
  }

  #bury(): void {
    const remove = this.#database.prepare("DELETE FROM chunk WHERE id = ?");
    for (const id of this.#dead) remove.run(id);
    this.#dead = [];
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}
