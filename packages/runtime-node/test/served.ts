import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openSqliteStore } from "@attendance-export/adapter-sqlite";
import { type LinkState, tenantId } from "@attendance-export/core";
import { expect } from "vitest";
import { dataFolder } from "../src/data-folder.ts";
import { Child } from "./child.ts";
import { commandLine } from "./command-line.ts";
import { emulatedGoogle } from "./emulated-google.ts";
import { temporaryFile, temporaryFolder } from "./temporary-folder.ts";

const killer = fileURLToPath(new URL("killed-at.ts", import.meta.url));
const POLL_MS = 20;
const PATIENCE_MS = 30_000;

/** A run, as the API shows it. */
export interface ShownRun {
  readonly id: string;
  readonly status: string;
  readonly trigger: string;
  readonly error_code: string | null;
  readonly records_new: number;
}

/** Waits for what only another process can bring about. */
export const eventually = async (what: string, met: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if (await met()) return;
    await setTimeout(POLL_MS);
  }
  throw new Error(`waited in vain: ${what}`);
};

/** `serve` in a process of its own. */
export class Served {
  readonly child: Child;
  #url: string | undefined;

  constructor(child: Child) {
    this.child = child;
  }

  async url(): Promise<string> {
    if (this.#url !== undefined) return this.#url;
    await this.child.says('"Listening."');
    this.#url = /"url":"([^"]+)"/.exec(this.child.log)?.[1] ?? "";
    return this.#url;
  }

  async sync(tenant: string): Promise<number> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ tenant });
    const answer = await fetch(`${await this.url()}/api/sync`, { method: "POST", headers, body });
    await answer.text();
    return answer.status;
  }

  async runs(tenant: string): Promise<readonly ShownRun[]> {
    const answer = await fetch(`${await this.url()}/api/sync?tenant=${tenant}&limit=200`);
    return ((await answer.json()) as { runs: readonly ShownRun[] }).runs;
  }
}

/**
 * Due now, by its first slot, and then only half a year from now: a new link is due every hour, and one of those slots would
 * come into the midst of a test that counts runs.
 */
const dueOnce = async (data: string, tenants: readonly string[]): Promise<void> => {
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const rarely = (state: LinkState): LinkState => {
    const polling = { ...state.link.polling, frequency: { cron: `0 0 1 ${month} *` } };
    return { ...state, link: { ...state.link, polling } };
  };
  const store = openSqliteStore(dataFolder(data).storeFile);
  for (const tenant of tenants)
    await store.ledger.transact(tenantId(tenant), (state) =>
      state === undefined ? { result: undefined } : { state: rarely(state), result: undefined },
    );
  store.close();
};

/** An emulated Google and tenants with records, each linked to a spreadsheet and due once; nothing exported yet. */
export const linkedTenants = async (tenants: readonly string[], records: number) => {
  const { emulator, environment } = await emulatedGoogle();
  const data = join(temporaryFolder(), "data");
  const run = commandLine(environment);
  /** Brings the tenant's records to that number. */
  const fill = async (tenant: string, count: number): Promise<void> => {
    const rows = Array.from({ length: count }, (_, index) => `R${index},M${index % 99},Math,2024-03-01\n`);
    const file = temporaryFile("a.csv", `id,member,session,date\n${rows.join("")}`);
    expect((await run("import", file, "--tenant", tenant, "--data", data)).code).toBe(0);
  };
  for (const tenant of tenants) {
    await fill(tenant, records);
    const link = ["--tenant", tenant, "--account", "owner@example.com", "--time-zone", "UTC", "--data", data];
    expect((await run("link", ...link)).code).toBe(0);
  }
  await dueOnce(data, tenants);
  const serve = (options: readonly string[] = [], extra: NodeJS.ProcessEnv = {}): Served => {
    // The emulator answers or has done nothing: its silence is over sooner than Google's.
    const args = [
      "serve",
      "--no-page",
      "--port",
      "0",
      "--data",
      data,
      "--batch-rows",
      "1000",
      "--late-seconds",
      "1",
    ];
    return new Served(new Child([...args, "--every-seconds", "1", ...options], { ...environment, ...extra }));
  };
  /** The same, but it dies at the n-th call of a statement with that text. */
  const serveUntil = (text: string, calls: number): Served =>
    serve([], { ATTENDANCE_EXPORT_TEST_KILL: `${calls} ${text}`, NODE_OPTIONS: `--import=${killer}` });
  const verified = async () => JSON.parse((await run("verify", "--data", data, "--json")).out).tenants;
  return { emulator, environment, data, fill, serve, serveUntil, verified };
};
