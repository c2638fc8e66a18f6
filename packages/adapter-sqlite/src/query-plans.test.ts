import { DatabaseSync, type StatementSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFile } from "../test/temporary-file.ts";
import { type SqliteStore, storeOn } from "./open-sqlite-store.ts";

/** Remembers what the store prepares. */
class ListeningConnection extends DatabaseSync {
  readonly prepared: string[] = [];

  override prepare(sql: string): StatementSync {
    this.prepared.push(sql);
    return super.prepare(sql);
  }
}

const file = temporaryFile();
let connection: ListeningConnection;
let store: SqliteStore;
beforeAll(() => {
  connection = new ListeningConnection(file.path);
  store = storeOn(connection, { file: file.path, lockTimeoutMs: 0 });
});
afterAll(() => {
  store.close();
  file.remove();
});

/** How SQLite means to run a statement, a line a step. */
const planOf = (sql: string): string =>
  DatabaseSync.prototype.prepare
    .call(connection, `EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail))
    .join("\n");

const planFor = (beginning: RegExp): string => {
  const sql = connection.prepared.find((text) => beginning.test(text));
  expect(sql).toBeDefined();
  return planOf(sql ?? "");
};

describe("the statements of the store", () => {
  it("search by an index, sort nothing and walk through no table", () => {
    const statements = connection.prepared.filter(
      (sql) => !sql.includes("PRAGMA") && !sql.includes("sqlite_schema"),
    );
    expect(statements.length).toBeGreaterThan(20);
    for (const sql of statements) {
      const plan = planOf(sql);
      expect(plan, sql).not.toMatch(/SCAN (?!json_each)/);
      expect(plan, sql).not.toContain("TEMP B-TREE");
    }
  });

  it("read a page of the backlog from the place where the last one ended", () => {
    expect(planFor(/SELECT draft, revision FROM record/)).toBe(
      "SEARCH record USING INDEX record_backlog (tenant=? AND (date,id)>(?,?))",
    );
  });

  it("read due links by their slot alone, so that links that are not due cost nothing", () => {
    expect(planFor(/SELECT due_at, tenant FROM link/)).toBe(
      "SEARCH link USING COVERING INDEX link_due ((due_at,tenant)>(?,?) AND due_at<?)",
    );
  });

  it("tally without reading a record", () => {
    expect(planFor(/count\(\*\) AS records/)).toContain(
      "SEARCH record USING COVERING INDEX record_standing (tenant=?)",
    );
  });

  it("read the newest runs in the order in which they are kept, of one status too", () => {
    const place = "(started_at,run_id)<(?,?)";
    expect(planFor(/tenant = \?1 AND \(started_at/)).toBe(
      `SEARCH run USING INDEX run_newest (tenant=? AND ${place})`,
    );
    expect(planFor(/tenant = \?1 AND run ->>/)).toBe(
      `SEARCH run USING INDEX run_status (tenant=? AND <expr>=? AND ${place})`,
    );
  });
});
