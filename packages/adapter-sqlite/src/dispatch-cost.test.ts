import { DatabaseSync, type StatementSync } from "node:sqlite";
import { DispatchDueExports, tenantId } from "@attendance-export/core";
import { stateOf } from "@attendance-export/core/contract";
import { MemoryClock, MemoryExportQueue, SeededIds } from "@attendance-export/core/memory";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TemporaryFile, temporaryFile } from "../test/temporary-file.ts";
import { storeOn } from "./open-sqlite-store.ts";

const NOW = Date.UTC(2024, 2, 8, 6);
const DUE = 10;

/** Counts every statement that is run. */
class CountingConnection extends DatabaseSync {
  readonly counts = new Map<string, number>();

  override prepare(sql: string): StatementSync {
    return new Proxy(super.prepare(sql), {
      get: (statement, name) => {
        const method: unknown = Reflect.get(statement, name);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => {
          const beginning = sql.trim().split(/\s+/).slice(0, 3).join(" ");
          this.counts.set(beginning, (this.counts.get(beginning) ?? 0) + 1);
          return method.apply(statement, given);
        };
      },
    });
  }
}

let file: TemporaryFile;
beforeEach(() => {
  file = temporaryFile();
});
afterEach(() => file.remove());

/** So many links, ten of them due. The others hold what cannot be read, so that whoever reads one of them is found out. */
const plant = (connection: DatabaseSync, links: number): void => {
  const insert = connection.prepare("INSERT INTO link VALUES (?, ?, ?, ?)");
  connection.exec("BEGIN");
  for (let index = 0; index < links; index++) {
    const tenant = tenantId(`tenant-${index}`);
    if (index < DUE) {
      const nextPollAt = NOW - index;
      const { link, ledger } = stateOf(tenant, { polling: { retryCount: 0, nextPollAt } });
      insert.run(tenant, JSON.stringify(link), JSON.stringify(ledger), nextPollAt);
    } else insert.run(tenant, "not to be read", "not to be read", NOW + 60_000 + index);
  }
  connection.exec("COMMIT");
};

const dispatchOf = async (links: number): Promise<ReadonlyMap<string, number>> => {
  const connection = new CountingConnection(file.path);
  const store = storeOn(connection, { file: file.path, lockTimeoutMs: 0 });
  const direct = new DatabaseSync(file.path);
  plant(direct, links);
  direct.close();
  connection.counts.clear();
  const queue = new MemoryExportQueue();
  const clock = new MemoryClock(NOW);
  const report = await new DispatchDueExports({ ...store, queue, clock, ids: new SeededIds("x") }).execute();
  expect(report).toEqual({ asked: DUE, passedOver: 0, failed: [], more: false });
  const counts = new Map(connection.counts);
  store.close();
  return counts;
};

describe("a dispatch on SQLite", () => {
  it.each([100, 100_000])(
    "runs one look-up and two statements a due link, of %d links",
    async (links) => {
      expect(Object.fromEntries(await dispatchOf(links))).toEqual({
        "SELECT due_at, tenant": 1,
        "SELECT link, ledger": DUE,
        "INSERT OR REPLACE": DUE,
      });
    },
    20_000,
  );

  it("finds the due links by their index, however many there are", async () => {
    await dispatchOf(100_000);
    const connection = new DatabaseSync(file.path);
    const plan = connection
      .prepare(
        `EXPLAIN QUERY PLAN SELECT due_at, tenant FROM link WHERE due_at <= ? AND (due_at, tenant) > (?, ?)
         ORDER BY due_at, tenant LIMIT ?`,
      )
      .all()
      .map(({ detail }) => detail);
    connection.close();
    expect(plan).toEqual(["SEARCH link USING COVERING INDEX link_due ((due_at,tenant)>(?,?) AND due_at<?)"]);
  }, 20_000);
});
