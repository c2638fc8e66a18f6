import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const keeper = fileURLToPath(new URL("./keeper.ts", import.meta.url));

/** How long an emulator may take until it answers. */
const READY_MS = 180_000;
const PROBE_EVERY_MS = 40;
/** The end of what it printed is where the reason of a failure stands. */
const KEPT_OUTPUT = 4_000;

export interface KeptProcess {
  /** `127.0.0.1:port` */
  readonly host: string;
  stop(): Promise<void>;
}

/** Starts a server on a free port and resolves once it answers; it ends with `stop` or with this process, however it ends. */
export const startKept = async (
  program: string,
  argumentsFor: (port: number) => readonly string[],
): Promise<KeptProcess> => {
  const port = await freePort();
  const child = spawn(process.execPath, [keeper, program, ...argumentsFor(port)], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let output = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
  });
  const host = `127.0.0.1:${port}`;
  const stop = (): Promise<void> => stopKept(child);
  try {
    await untilReady(host, child);
  } catch (cause) {
    await stop();
    throw new Error(`${(cause as Error).message}: ${output.trim()}`, { cause });
  }
  return { host, stop };
};

const stopKept = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.stdin?.end();
  await gone;
};

const untilReady = async (host: string, child: ChildProcess): Promise<void> => {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    if (await answers(host)) return;
    await sleep(PROBE_EVERY_MS);
  }
  throw new Error(`it did not answer within ${READY_MS} ms`);
};

/** Both emulators answer 200 on `/` once they take calls. */
export const answers = async (host: string): Promise<boolean> => {
  try {
    const response = await fetch(`http://${host}/`, { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch (thrown) {
    // Refused, reset or not yet speaking HTTP: not ready. A wrong address cannot be told apart from a slow start.
    if (thrown instanceof Error) return false;
    throw thrown;
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port on 127.0.0.1");
  return address.port;
};
