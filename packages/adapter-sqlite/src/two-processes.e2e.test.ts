import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { stateOf, tenant1 as tenant } from "@attendance-export/core/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TemporaryFile, temporaryFile } from "../test/temporary-file.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

const writer = fileURLToPath(new URL("../test/writer.ts", import.meta.url));

/** A writer in a process of its own. */
class Writer {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #errors = "";

  constructor(file: string, task: string, name: string, user?: number) {
    const child = spawn(process.execPath, [writer, file, task, name], {
      stdio: ["pipe", "pipe", "pipe"],
      ...(user === undefined ? {} : { uid: user }),
    });
    this.#child = child;
    let rest = "";
    child.stdout.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      this.lines.push(...lines);
      child.emit("lines");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    this.#ended = new Promise((resolve) => child.on("close", resolve));
  }

  /** Resolves once that many lines were written that begin so. */
  async said(beginning: string, times = 1): Promise<void> {
    while (this.lines.filter((line) => line.startsWith(beginning)).length < times) {
      const ended = await Promise.race([
        new Promise<false>((resolve) => this.#child.once("lines", () => resolve(false))),
        this.#ended.then(() => true),
      ]);
      if (ended) throw new Error(`the writer ended before it said “${beginning}”: ${this.#errors}`);
    }
  }

  begin(): void {
    this.#child.stdin?.end();
  }

  async finish(): Promise<readonly string[]> {
    expect(await this.#ended, this.#errors).toBe(0);
    return this.lines;
  }

  /** All that it wrote, whether it could open the store or not. */
  async lastWords(): Promise<string> {
    this.begin();
    await this.#ended;
    return [...this.lines, this.#errors].join("\n");
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

let file: TemporaryFile;
beforeEach(() => {
  file = temporaryFile();
});
afterEach(() => file.remove());

const plant = async (): Promise<void> => {
  const store = openSqliteStore(file.path);
  const ledger = { nextSequence: 1, open: null, orphans: [], outbox: [] };
  await store.ledger.transact(tenant, () => ({ state: stateOf(tenant, { ledger }), result: undefined }));
  store.close();
};

const isSound = (): unknown => {
  const connection = new DatabaseSync(file.path);
  const answer = connection.prepare("PRAGMA integrity_check").get()?.integrity_check;
  expect(connection.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  connection.close();
  return answer;
};

const frozenSequences = (): readonly unknown[] => {
  const connection = new DatabaseSync(file.path);
  const rows = connection.prepare("SELECT sequence FROM frozen_batch ORDER BY sequence").all();
  connection.close();
  return rows.map(({ sequence }) => sequence);
};

describe("several processes on one file", () => {
  it("may make it at the same moment", async () => {
    const writers = Array.from({ length: 6 }, (_, index) => new Writer(file.path, "open", `w${index}`));
    await Promise.all(writers.map((one) => one.said("ready")));
    for (const one of writers) one.begin();
    for (const one of writers) expect(await one.finish()).toEqual(["ready", "done"]);
    expect(isSound()).toBe("ok");
  });

  it("give each consent to one of those who come back with its state", async () => {
    const store = openSqliteStore(file.path);
    const digests = Array.from({ length: 200 }, (_, index) => `digest-${index}`);
    for (const stateDigest of digests)
      await store.consents.keep(
        {
          stateDigest,
          tenantId: tenant,
          adminId: "admin-1",
          choice: null,
          verifier: "verifier",
          expiresAt: 1,
        },
        0,
      );
    store.close();
    const takers = Array.from({ length: 3 }, (_, index) => new Writer(file.path, "consents", `w${index}`));
    await Promise.all(takers.map((one) => one.said("ready")));
    for (const one of takers) one.begin();
    const lines = (await Promise.all(takers.map((one) => one.finish()))).flat();
    const taken = lines.filter((line) => line.startsWith("took "));
    expect(taken.toSorted()).toEqual(digests.map((digest) => `took ${digest}`).toSorted());
  });

  it("lose no transaction and no record, and none waits in vain for the lock", async () => {
    await plant();
    const rivals = ["a", "b"].map((name) => new Writer(file.path, "notices", name));
    const importers = ["c", "d"].map((name) => new Writer(file.path, "records", name));
    const all = [...rivals, ...importers];
    await Promise.all(all.map((one) => one.said("ready")));
    for (const one of all) one.begin();
    const lines = (await Promise.all(all.map((one) => one.finish()))).flat();
    expect(lines.filter((line) => line.startsWith("failed"))).toEqual([]);
    const store = openSqliteStore(file.path);
    const outbox = (await store.links.load(tenant))?.ledger.outbox ?? [];
    const wanted = ["a", "b"].flatMap((name) => Array.from({ length: 60 }, (_, index) => `${name}-${index}`));
    expect(outbox.map(({ id }) => id).sort()).toEqual(wanted.sort());
    expect(await store.register.tally(tenant)).toMatchObject({ records: 40_000, backlog: 40_000 });
    store.close();
    expect(isSound()).toBe("ok");
    // The time limit of a lock is 5,000 ms; who waits half of that among so few is being passed over.
    const longest = lines
      .filter((line) => line.startsWith("longest"))
      .map((line) => Number(line.split(" ")[1]));
    expect(Math.max(...longest)).toBeLessThan(2_500);
  });
});

describe("a process that is killed at work", () => {
  it("leaves a ledger and frozen rows that agree, and all that it said it had done", async () => {
    await plant();
    for (let kill = 1; kill <= 6; kill += 1) {
      const one = new Writer(file.path, "batches", "killed");
      await one.said("ready");
      one.begin();
      await one.said(kill % 2 === 0 ? "opened" : "closed", kill);
      await one.kill();

      const said = one.lines.map((line) => line.split(" "));
      const last = (word: string): number => Number(said.findLast(([what]) => what === word)?.[1] ?? 0);
      const store = openSqliteStore(file.path);
      const ledger = (await store.links.load(tenant))?.ledger;
      const closed = (await store.ledger.closedBatches(tenant, 10_000)).map(({ sequence }) => sequence);
      const open = ledger?.open?.sequence;
      if (open !== undefined) expect(await store.ledger.frozenRows(tenant, open)).toHaveLength(500);
      store.close();
      expect(ledger?.nextSequence).toBeGreaterThan(last("opened"));
      expect(closed[0] ?? 0).toBeGreaterThanOrEqual(last("closed"));
      expect(closed).toEqual(Array.from({ length: closed.length }, (_, index) => closed.length - index));
      expect(ledger?.nextSequence).toBe(closed.length + (open === undefined ? 1 : 2));
      expect(frozenSequences()).toEqual(open === undefined ? [] : [open]);
      expect(isSound()).toBe("ok");
    }
  });
});

/** Root may write everything, so as root the writer runs as nobody; without root the rights alone decide. */
const NOBODY = 65_534;
const otherUser = process.getuid?.() === 0 ? NOBODY : undefined;

describe("a file that this user may not write", () => {
  it("is named, with what to do, and nothing is lost", async ({ skip }) => {
    skip(process.platform === "win32", "Windows has no such rights");
    openSqliteStore(file.path).close();
    // Whom it may concern may read it: what is missing is the right to write.
    chmodSync(file.path, 0o444);
    chmodSync(dirname(file.path), 0o555);
    const one = new Writer(file.path, "put", "w", otherUser);
    const said = await one.lastWords();
    chmodSync(dirname(file.path), 0o755);
    expect(said).toContain(file.path);
    expect(said).toMatch(
      /is read-only\. Give this process's user the right|cannot be opened\. Its folder must exist/,
    );
    const store = openSqliteStore(file.path);
    expect(await store.register.tally(tenant)).toMatchObject({ records: 0 });
    store.close();
  });
});
