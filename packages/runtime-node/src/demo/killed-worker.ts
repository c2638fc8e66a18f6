import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { asEnvironment } from "../google-settings.ts";
import type { DemoTenant } from "./demo-tenant.ts";
import type { DemoWorld } from "./demo-world.ts";

const POLL_MS = 10;
/** A process starts in well under a second; on a busy machine in a few. */
const PATIENCE_MS = 30_000;
const BATCH_UPDATE = "spreadsheets.batchUpdate";

/** This program itself, as source or as built. */
const main = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../main.ts" : "../main.js", import.meta.url),
);

/**
 * Lets another process export the tenant and kills it, as `kill -9` does, between the moment its first batch is on the
 * sheet and the moment it hears of that. Returns false if it ended before, for want of anything to send.
 */
export const killWorkerAfterAppend = async (
  world: Pick<DemoWorld, "emulator" | "google" | "data" | "batchRows">,
  tenant: DemoTenant,
): Promise<boolean> => {
  const { emulator, google, data, batchRows } = world;
  const appended = { fileId: tenant.sheet.spreadsheetId, method: BATCH_UPDATE, outcome: "dropped" } as const;
  const before = emulator.calls.count(appended);
  // The sheet takes the rows and never says so: the worker waits for an answer, and there we kill it.
  emulator.faults.arm(
    { do: "commit", answer: "silence" },
    { on: { fileId: tenant.sheet.spreadsheetId, method: BATCH_UPDATE } },
  );
  const args = [
    "export",
    "--tenant",
    tenant.tenantId,
    "--data",
    data.path,
    "--batch-rows",
    String(batchRows),
  ];
  const worker = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...asEnvironment(google) },
    stdio: "ignore",
  });
  const ended = once(worker, "exit");
  const met = await until(() => emulator.calls.count(appended) > before || hasEnded(worker));
  worker.kill("SIGKILL");
  await ended;
  emulator.faults.clear();
  return met && emulator.calls.count(appended) > before;
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

const until = async (condition: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    if (condition()) return true;
    await setTimeout(POLL_MS);
  }
  return false;
};
