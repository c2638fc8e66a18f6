import { type DeadLetter, isPortFailure, runId, tenantId } from "@attendance-export/core";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import type { Message } from "@google-cloud/pubsub";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { openPubSubWorld, type PubSubWorld } from "../test/pubsub-world.ts";
import { parseDeadLetter } from "./dead-letter-message.ts";
import { parseExportRequest } from "./export-request-message.ts";

const emulator = await testEmulator("pubsub");
const { it } = emulator;

const asDelivered = ({ data, attributes, id, publishTime }: Message) => ({
  data: data.toString("base64"),
  attributes,
  messageId: id,
  publishTime: publishTime.toISOString(),
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

  it("delivers requests, those of one tenant in the order of asking", async () => {
    const asked = ["tenant-1", "tenant-10"].flatMap((tenant) =>
      Array.from({ length: 10 }, (_, slot) => requestOf(tenant, slot)),
    );
    for (const request of asked) await world.queue.ask(request);
    const arrived = (await world.requests(20)).map((message) => parseExportRequest(asDelivered(message)));
    for (const tenant of ["tenant-1", "tenant-10"])
      expect(arrived.filter((request) => request.tenantId === tenant).map(({ slot }) => slot)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
  });

  it("puts letters on a topic of their own", async () => {
    const letter: DeadLetter = {
      id: "link-1-run-7",
      tenantId: tenantId("tenant-1"),
      runId: runId("run-7"),
      code: "tab-missing",
      message: "No grid with id: 417",
      at: 1_700_000_000_000,
      exported: 3,
      attempts: 3,
    };
    await world.queue.bury(letter);
    expect((await world.deadLetters(1)).map((message) => parseDeadLetter(asDelivered(message)))).toEqual([
      letter,
    ]);
  });

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
    await expect.poll(() => world.proxy.calls.length).toBe(2);
    world.proxy.rule = undefined;
    await asking;
    expect(await world.requests(1)).toHaveLength(1);
  });

  it("may deliver a request twice whose answer was lost, and loses none", async () => {
    world.proxy.rule = { when: "after", fault: UNAVAILABLE };
    const asking = world.queue.ask(requestOf("tenant-1", 0));
    await expect.poll(() => world.proxy.calls.length).toBe(2);
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
    expect(await codeOf(world.hasty(900).ask(requestOf("tenant-1", 0)))).toBe("store-unavailable");
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(600);
    expect(tookMs).toBeLessThan(2_000);
    expect(world.proxy.calls.length).toBeLessThanOrEqual(3);
  });

  it("rejects with a failure after its client was closed", async () => {
    await world.close();
    expect(await codeOf(world.queue.ask(requestOf("tenant-1", 0)))).toBe("store-unavailable");
    world = await openPubSubWorld(emulator.host);
  });
});
