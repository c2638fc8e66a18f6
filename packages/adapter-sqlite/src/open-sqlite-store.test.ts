import { mkdirSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { RecordDraft, Step } from "@attendance-export/core";
import {
  draftOf,
  manyRows,
  openBatchOf,
  recordOf,
  stateOf,
  tenant1 as tenant,
} from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FaultyConnection } from "../test/faulty-connection.ts";
import { type TemporaryFile, temporaryFile } from "../test/temporary-file.ts";
import { openSqliteStore, storeOn } from "./open-sqlite-store.ts";

const draft = (id: string, name = "Zoë"): RecordDraft =>
  draftOf(recordOf(id, { member: { id: "m-1", name } }));

/** Opens batch 1 with rows that take two parts. */
const rows = manyRows(50, 10_000);
const frozen: Step<void> = {
  state: stateOf(tenant, { ledger: { open: openBatchOf(1) } }),
  batch: { kind: "freeze", batch: openBatchOf(1), rows },
  result: undefined,
};

let file: TemporaryFile;
beforeEach(() => {
  file = temporaryFile();
});
afterEach(() => file.remove());

const everything = { after: undefined, limit: 10_000 };

describe("openSqliteStore", () => {
  it("finds again what an earlier process kept", async () => {
    const first = openSqliteStore(file.path);
    await first.register.put(tenant, [draft("r1")]);
    first.close();
    const second = openSqliteStore(file.path);
    expect(await second.attendance.backlog(tenant, everything)).toEqual([
      recordOf("r1", { member: { id: "m-1", name: "Zoë" } }),
    ]);
    second.close();
  });

  it("says what to do where the folder is missing", () => {
    expect(() => openSqliteStore(`${file.path}/missing/store.db`)).toThrow(
      expect.objectContaining({
        code: "store-misconfigured",
        message: expect.stringMatching(
          /missing\/store\.db cannot be made \(ENOENT\)\. Its folder must exist/,
        ),
      }),
    );
  });

  it("lets nobody but its owner read the file or its log", async ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such rights");
    const store = openSqliteStore(file.path);
    await store.register.put(tenant, [draft("r1")]);
    for (const ending of ["", "-wal", "-shm"])
      expect(statSync(file.path + ending).mode & 0o777, ending).toBe(0o600);
    store.close();
  });

  it("says what to do where a folder has the name", () => {
    mkdirSync(file.path);
    expect(() => openSqliteStore(file.path)).toThrow(
      expect.objectContaining({ code: "store-misconfigured" }),
    );
  });

  it("writes ahead, down to the disk, and minds its foreign keys", () => {
    const connection = new DatabaseSync(file.path);
    const store = storeOn(connection, { file: file.path, lockTimeoutMs: 0 });
    const pragma = (name: string): unknown =>
      Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")]).toEqual(["wal", 2, 1]);
    store.close();
  });

  it("may be closed twice, and is unavailable from then on", async () => {
    const store = openSqliteStore(file.path);
    store.close();
    store.close();
    await expect(store.register.tally(tenant)).rejects.toMatchObject({ code: "store-unavailable" });
    await expect(store.ledger.transact(tenant, () => ({ result: 1 }))).rejects.toMatchObject({
      code: "store-unavailable",
      message: expect.stringContaining("was closed"),
    });
  });

  it("calls a disk that is really full store-full, and goes on once there is room", async () => {
    const connection = new DatabaseSync(file.path);
    const store = storeOn(connection, { file: file.path, lockTimeoutMs: 0 });
    const pages = Number(connection.prepare("PRAGMA page_count").get()?.page_count);
    connection.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const large = draft("large", "x".repeat(100_000));
    await expect(store.register.put(tenant, [draft("r1"), large])).rejects.toMatchObject({
      code: "store-full",
      message: expect.stringContaining(file.path),
    });
    expect(await store.register.tally(tenant)).toMatchObject({ records: 0 });
    connection.exec("PRAGMA max_page_count = 1000000");
    expect(await store.register.put(tenant, [draft("r1"), large])).toMatchObject({ added: 2 });
    store.close();
  });

  it("reads from a file that it may not write, and says so when it should", async () => {
    openSqliteStore(file.path).close();
    const store = storeOn(new DatabaseSync(file.path, { readOnly: true }), {
      file: file.path,
      lockTimeoutMs: 0,
    });
    expect(await store.register.tally(tenant)).toMatchObject({ records: 0 });
    await expect(store.register.put(tenant, [draft("r1")])).rejects.toMatchObject({
      code: "store-misconfigured",
      message: expect.stringContaining("is read-only. Give this process's user the right to write it"),
    });
    store.close();
  });

  it("says that JSON was spoiled by somebody else", async () => {
    const store = openSqliteStore(file.path);
    await store.register.put(tenant, [draft("r1")]);
    const other = new DatabaseSync(file.path);
    other.exec("UPDATE record SET draft = '{'");
    other.close();
    await expect(store.attendance.backlog(tenant, everything)).rejects.toMatchObject({
      code: "store-misconfigured",
      message: expect.stringContaining("restore it from a backup"),
    });
    store.close();
  });
});

describe("a lock that another process holds", () => {
  it("is waited for, without holding up anything else", async () => {
    const store = openSqliteStore(file.path);
    const other = new DatabaseSync(file.path);
    other.exec("BEGIN IMMEDIATE");
    const put = store.register.put(tenant, [draft("r1")]);
    // Readers do not wait for the writer.
    expect(await store.register.tally(tenant)).toMatchObject({ records: 0 });
    other.exec("COMMIT");
    expect(await put).toMatchObject({ added: 1 });
    other.close();
    store.close();
  });

  it("makes the store unavailable once the time is up", async () => {
    const store = openSqliteStore(file.path, { lockTimeoutMs: 20 });
    const other = new DatabaseSync(file.path);
    other.exec("BEGIN IMMEDIATE");
    await expect(store.register.put(tenant, [draft("r1")])).rejects.toMatchObject({
      code: "store-unavailable",
      message: expect.stringMatching(/store\.db is locked by another process\. Try again/),
    });
    let runs = 0;
    const transition = (): Step<void> => {
      runs += 1;
      return frozen;
    };
    await expect(store.ledger.transact(tenant, transition)).rejects.toMatchObject({
      code: "store-unavailable",
    });
    // The lock is taken before anything is decided, so that nothing is decided in vain.
    expect(runs).toBe(0);
    other.close();
    store.close();
  });
});

describe("a call that breaks off at any of its statements", () => {
  it("leaves the ledger as it was or as it should be", async () => {
    const outcomes: string[] = [];
    for (let statements = 0; outcomes.at(-1) !== "done"; statements += 1) {
      const each = temporaryFile();
      const connection = new FaultyConnection(each.path);
      const store = storeOn(connection, { file: each.path, lockTimeoutMs: 0 });
      connection.patience = statements;
      connection.fault = { errcode: 778, message: "disk I/O error", when: "before" };
      const call = store.ledger.transact(tenant, () => frozen);
      const failed = await call.then(
        () => false,
        () => true,
      );
      connection.fault = undefined;
      const kept = [await store.links.load(tenant), await store.ledger.frozenRows(tenant, 1)];
      expect(kept).toEqual(failed ? [undefined, undefined] : [frozen.state, rows]);
      // Whatever broke, the connection works on.
      await store.ledger.transact(tenant, () => frozen);
      expect(await store.ledger.frozenRows(tenant, 1)).toEqual(rows);
      outcomes.push(failed ? "failed" : "done");
      store.close();
      each.remove();
      expect(statements).toBeLessThan(20);
    }
    // BEGIN, read, state, old rows, batch, two parts, COMMIT.
    expect(outcomes).toEqual([...Array(8).fill("failed"), "done"]);
  });
});
