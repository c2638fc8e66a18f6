import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type EmulatorName, emulatorVariables } from "../emulator-kind.ts";
import { NoEmulator, type RunningEmulator, startEmulator } from "../start-emulator.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where this test run's `EmulatorDesk` listens. */
    emulatorDesk: string;
  }
}

/** What the desk answers: where the emulator is, or why there is none. */
export type DeskAnswer = { readonly host: string; readonly origin: string } | { readonly missing: string };

/**
 * Starts emulators for the worker processes of one test run, each at the first request for it and once.
 * It lives in the process that outlives the workers, so that whoever asks first need not be the one who stops it.
 */
export class EmulatorDesk {
  readonly #started = new Map<EmulatorName, Promise<RunningEmulator>>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer((request.url ?? "").slice(1)).then(
        (answer) => reply(response, 200, answer),
        (thrown: unknown) => reply(response, 500, { missing: String(thrown) }),
      );
    });
  }

  /** Resolves to the desk's address. */
  async open(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the desk has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Stops what was started. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    for (const started of await Promise.allSettled(this.#started.values()))
      if (started.status === "fulfilled") await started.value.stop();
  }

  async #answer(name: string): Promise<DeskAnswer> {
    if (!isEmulatorName(name)) return { missing: `there is no emulator called “${name}”` };
    const starting = this.#started.get(name) ?? startEmulator(name);
    this.#started.set(name, starting);
    try {
      const { host, origin } = await starting;
      return { host, origin };
    } catch (thrown) {
      if (thrown instanceof NoEmulator) return { missing: thrown.message };
      throw thrown;
    }
  }
}

const isEmulatorName = (name: string): name is EmulatorName => Object.hasOwn(emulatorVariables, name);

const reply = (response: ServerResponse, status: number, answer: DeskAnswer): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
};
