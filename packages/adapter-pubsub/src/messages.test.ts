import {
  type DeadLetter,
  type ExportRequest,
  InvalidInput,
  runId,
  type Trigger,
  tenantId,
} from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { deadLetterMessage, parseDeadLetter } from "./dead-letter-message.ts";
import { exportRequestMessage, parseExportRequest } from "./export-request-message.ts";
import type { DeliveredMessage, OutgoingMessage } from "./message.ts";

const slot = Date.UTC(2026, 10, 22, 6);

/** As Pub/Sub hands a message on. */
const delivered = (
  { data, attributes }: Pick<OutgoingMessage, "data" | "attributes">,
  more: Readonly<Record<string, string>> = {},
): DeliveredMessage => ({
  data: data.toString("base64"),
  attributes: { ...attributes, ...more },
  messageId: "4711",
  publishTime: "2026-11-22T06:00:05.250Z",
});

const sent = (value: unknown): DeliveredMessage =>
  delivered({ data: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), attributes: {} });

describe("the message of a request", () => {
  it.each<[Trigger, number | null]>([
    ["schedule", slot],
    ["retry", slot],
    ["manual", null],
    ["reconnect", null],
  ])("comes back as it was sent: %s, %s", (trigger, dueAt) => {
    const request: ExportRequest = { tenantId: tenantId("school-north"), trigger, slot: dueAt };
    expect(parseExportRequest(delivered(exportRequestMessage(request)))).toEqual(request);
  });

  it("names its tenant, its trigger and its slot, and keeps to its tenant's order", () => {
    const message = exportRequestMessage({ tenantId: tenantId("school-north"), trigger: "retry", slot });
    expect(message.orderingKey).toBe("school-north");
    expect(message.attributes).toEqual({
      tenant: "school-north",
      trigger: "retry",
      slot: "2026-11-22T06:00:00.000Z",
    });
  });

  it("may be written by hand, and by a newer program", () => {
    const request = { tenantId: "school-north", trigger: "manual", slot: null };
    expect(parseExportRequest(sent({ ...request, wish: "soon" }))).toEqual(request);
  });

  it.each([
    ["not JSON", "daily"],
    ["empty", ""],
    ["without a tenant", { trigger: "manual", slot: null }],
    ["with a path for a tenant", { tenantId: "a/b", trigger: "manual", slot: null }],
    ["with an unknown trigger", { tenantId: "a", trigger: "moon", slot: null }],
    ["with a slot in words", { tenantId: "a", trigger: "manual", slot: "tomorrow" }],
  ])("is refused if it is %s, in words that repeat nothing of it", (_what, value) => {
    const secret = "1//0canary";
    const spoiled = sent(typeof value === "string" ? value + secret : { ...value, note: secret });
    const refusal = refusalOf(() => parseExportRequest(spoiled));
    expect(refusal.message).toContain("message 4711");
    expect(refusal.message).not.toContain(secret);
  });
});

describe("the message of a dead letter", () => {
  const letter: DeadLetter = {
    id: "link-1-run-7",
    tenantId: tenantId("school-north"),
    runId: runId("run-7"),
    code: "access-denied",
    message: "The caller does not have permission",
    at: slot,
    exported: 12,
    attempts: 3,
  };

  it("comes back as it was buried", () => {
    expect(parseDeadLetter(delivered(deadLetterMessage(letter)))).toEqual(letter);
  });

  it("names tenant, run and code", () => {
    expect(deadLetterMessage(letter)).toMatchObject({
      orderingKey: "school-north",
      attributes: { tenant: "school-north", run: "run-7", code: "access-denied" },
    });
  });

  it.each([
    ["code", { code: "no-such-code" }],
    ["count", { exported: -1 }],
    ["run", { runId: "a/b" }],
    ["id", { id: "" }],
  ])("is refused for a %s that cannot be", (_what, change) => {
    refusalOf(() => parseDeadLetter(sent({ ...letter, ...change })));
  });

  const undelivered = {
    CloudPubSubDeadLetterSourceSubscription: "export-tenant-attendance-sub",
    CloudPubSubDeadLetterSourceDeliveryCount: "5",
    CloudPubSubDeadLetterSourceTopicPublishTime: "2026-11-22T06:00:00+00:00",
  };
  const request = exportRequestMessage({ tenantId: tenantId("school-north"), trigger: "schedule", slot });

  it("is made of a request that Pub/Sub gave up delivering", () => {
    expect(parseDeadLetter(delivered(request, undelivered))).toEqual({
      id: "undelivered-school-north-2026-11-22T06:00:00+00:00",
      tenantId: "school-north",
      runId: "message-4711",
      code: "run-abandoned",
      message: "The request was delivered again and again, and no run of it came to an end.",
      at: Date.UTC(2026, 10, 22, 6, 0, 5, 250),
      exported: 0,
      attempts: 5,
    });
  });

  it("is refused if what Pub/Sub gave up delivering was no request", () => {
    refusalOf(() => parseDeadLetter({ ...sent("daily"), attributes: undelivered }));
  });
});

const refusalOf = (read: () => unknown): InvalidInput => {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof InvalidInput) return thrown;
    throw thrown;
  }
  return expect.unreachable("nothing was refused");
};
