import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  type Credentials,
  connectToSheetsEmulator,
  type RemoteSheetsEmulator,
  type Weather,
} from "@attendance-export/emulator-sheets";

const main = fileURLToPath(import.meta.resolve("@attendance-export/emulator-sheets")).replace(
  /index\.[tj]s$/,
  (name) => name.replace("index", "main"),
);

/** An emulated Google in a process of its own, on a file, so that it can be killed and started again. */
export class EmulatedGoogle {
  readonly #file: string;
  #child: ChildProcess;
  #remote: RemoteSheetsEmulator;
  readonly credentials: Credentials;

  private constructor(file: string, started: Started) {
    this.#file = file;
    this.#child = started.child;
    this.#remote = connectToSheetsEmulator(started.url);
    this.credentials = started.credentials;
  }

  static async start(file: string): Promise<EmulatedGoogle> {
    return new EmulatedGoogle(file, await start(file, 0));
  }

  get url(): string {
    return this.#remote.url;
  }

  get remote(): RemoteSheetsEmulator {
    return this.#remote;
  }

  /** SIGKILL in the middle of whatever it does, and a new process at the same address on the same file. */
  async restart(): Promise<void> {
    await this.close();
    const started = await start(this.#file, Number(new URL(this.url).port));
    this.#child = started.child;
    this.#remote = connectToSheetsEmulator(started.url);
  }

  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly credentials: Credentials;
}

const start = async (file: string, port: number): Promise<Started> => {
  const args = [main, "--file", file, "--port", String(port), "--account", "owner@example.com", "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("the emulator has no output");
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    text += chunk as string;
    if (text.includes("\n")) break;
  }
  const { url, accounts } = JSON.parse(text) as { url: string; accounts: Credentials[] };
  const [credentials] = accounts;
  if (credentials === undefined) throw new Error("the emulator has no account");
  return { child, url, credentials };
};

/** How long a request that its sender gave up may still take effect here; workers are told to wait longer. */
export const LATE_MS = 1_000;

/**
 * Every kind of trouble that a write can meet, and slowness, so that a kill finds a request under way.
 *
 * Nothing is silent: a worker would wait for it as long as for Google, and be killed before it learns anything.
 */
export const badWeather = (seed: number): Weather => ({
  seed,
  odds: [
    { fault: { do: "commit", answer: "drop" }, probability: 0.02 },
    { fault: { do: "commit", answer: "unavailable" }, probability: 0.03 },
    { fault: { do: "commit late", answer: "drop", afterMs: 700 }, probability: 0.01 },
    { fault: { do: "commit late", answer: "deadline", afterMs: 300 }, probability: 0.02 },
    { fault: { do: "refuse", answer: "drop" }, probability: 0.01 },
    { fault: { do: "refuse", answer: "internal" }, probability: 0.02 },
    { fault: { do: "refuse", answer: "bad gateway" }, probability: 0.02 },
    { fault: { do: "delay", ms: 60 }, probability: 0.4 },
    { fault: { do: "delay", ms: 20 }, probability: 0.4 },
  ],
});
