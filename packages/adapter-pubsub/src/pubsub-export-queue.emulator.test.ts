import { isPortFailure, tenantId } from "@attendance-export/core";
import { exportQueueContract, verify } from "@attendance-export/core/contract";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { openPubSubWorld, openQueueSubject, type PubSubWorld } from "../test/pubsub-world.ts";

const emulator = await testEmulator("pubsub");
const { it } = emulator;

verify(emulator, exportQueueContract, {
  adapter: "PubSubExportQueue",
  open: () => openQueueSubject(emulator.host),
});

const requestOf = (tenant: string, slot: number) =>
  ({ tenantId: tenantId(tenant), trigger: "schedule", slot }) as const;

const codeOf = async (call: Promise<void>): Promise<string> => {
  const failure = await call.then(
    () => "it went well",
    (thrown: unknown) => thrown,
  );
  return isPortFailure(failure) ? failure.code : String(failure);
};

const UNAVAILABLE = { kind: "status", status: 14, message: "The service is unavailable." } as const;
const DENIED = { kind: "status", status: 7, message: "User not authorized." } as const;

describe("the export queue on Pub/Sub", () => {
  let world: PubSubWorld;
  beforeEach(async () => {
    if (emulator.host !== "") world = await openPubSubWorld(emulator.host);
  });
  afterEach(() => (emulator.host === "" ? undefined : world.close()));

  it("rejects at once with what an operator must mend", async () => {
    world.proxy.rule = { when: "before", fault: DENIED };
    expect(await codeOf(world.queue.ask(requestOf("tenant-1", 0)))).toBe("store-misconfigured");
    expect(world.proxy.calls).toEqual(["Publish"]);
    world.proxy.rule = undefined;
    await world.deleteTopics();
    expect(await codeOf(world.queue.ask(requestOf("tenant-1", 0)))).toBe("store-misconfigured");
  });

  it("tries again while Pub/Sub is away, and gets through once it is back", async () => {
    world.proxy.rule = { when: "before", fault: UNAVAILABLE };
    const asking = world.queue.ask(requestOf("tenant-1", 0));
    await expect.poll(() => world.proxy.calls.length).toBeGreaterThanOrEqual(2);
    world.proxy.rule = undefined;
    await asking;
    expect(await world.requests(1)).toHaveLength(1);
  });

  it("may deliver a request twice whose answer was lost, and loses none", async () => {
    world.proxy.rule = { when: "after", fault: UNAVAILABLE };
    const asking = world.queue.ask(requestOf("tenant-1", 0));
    await expect.poll(() => world.proxy.calls.length).toBeGreaterThanOrEqual(2);
    world.proxy.rule = undefined;
    await asking;
    const arrived = await world.requests(2);
    expect(new Set(arrived.map(({ data }) => data.toString()))).toHaveProperty("size", 1);
  });

  it("can ask for a tenant again after a failure", async () => {
    world.proxy.rule = { when: "before", fault: DENIED };
    await codeOf(world.queue.ask(requestOf("tenant-1", 0)));
    world.proxy.rule = undefined;
    await world.queue.ask(requestOf("tenant-1", 1));
    expect(await world.requests(1)).toHaveLength(1);
  });

  it("gives up in the time it is given if nobody answers, after three tries", async () => {
    world.proxy.rule = { when: "before", fault: { kind: "silence" } };
    const startedAt = performance.now();
    expect(await codeOf(world.hasty(900).ask(requestOf("tenant-1", 0)))).toBe("queue-unavailable");
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(600);
    expect(tookMs).toBeLessThan(2_000);
    expect(world.proxy.calls.length).toBeLessThanOrEqual(3);
  });

  it("rejects with a failure after its client was closed", async () => {
    await world.close();
    expect(await codeOf(world.queue.ask(requestOf("tenant-1", 0)))).toBe("queue-unavailable");
    world = await openPubSubWorld(emulator.host);
  });
});
