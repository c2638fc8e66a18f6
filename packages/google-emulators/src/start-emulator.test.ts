import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { fromSdk, type RunningEmulator, startEmulator } from "./start-emulator.ts";

const nowhere = { PATH: "" };

describe("the chain of ways to an emulator", () => {
  it("takes the one that the environment names, and leaves it running", async () => {
    const server = createServer((_, response) => response.end("Ok")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const emulator = await startEmulator("pubsub", { PUBSUB_EMULATOR_HOST: host }, []);
    expect(emulator).toMatchObject({ host, origin: "environment" });
    await emulator.stop();
    expect(server.listening).toBe(true);
    server.close();
  });

  it("does not pass over an address in the environment at which nobody answers", async () => {
    const started: RunningEmulator = { host: "", origin: "container", stop: async () => undefined };
    const env = { FIRESTORE_EMULATOR_HOST: "127.0.0.1:1" };
    await expect(startEmulator("firestore", env, [async () => started])).rejects.toThrow(
      "FIRESTORE_EMULATOR_HOST is 127.0.0.1:1, and nobody answers there",
    );
  });

  it("goes on to the next way, and says of each why it did not work", async () => {
    const noEngine = async (): Promise<never> => Promise.reject(new Error("no container engine"));
    const second: RunningEmulator = { host: "there:1", origin: "container", stop: async () => undefined };
    expect(await startEmulator("firestore", nowhere, [fromSdk, async () => second])).toBe(second);
    await expect(startEmulator("firestore", nowhere, [fromSdk, noEngine])).rejects.toThrow(
      "no firestore emulator: FIRESTORE_EMULATOR_HOST is not set; no Google Cloud SDK is installed; no container engine",
    );
  });
});
