import {
  type DeadLetter,
  type FailureCode,
  InvalidInput,
  isFailureCode,
  runId,
  tenantId,
} from "@attendance-export/core";
import { z } from "zod";
import { parseExportRequest } from "./export-request-message.ts";
import { type DeliveredMessage, type OutgoingMessage, parsed, readAs } from "./message.ts";

const MAX_ID_LENGTH = 300;

const letter = z.object({
  id: z.string().min(1).max(MAX_ID_LENGTH),
  tenantId: z.string().transform(readAs(tenantId)),
  runId: z.string().transform(readAs(runId)),
  code: z.string().transform(
    readAs((text): FailureCode => {
      if (isFailureCode(text)) return text;
      throw new InvalidInput("code", text, "a code of the failure table");
    }),
  ),
  message: z.string(),
  at: z.int(),
  exported: z.int().nonnegative(),
  attempts: z.int().nonnegative(),
});

/** A failed run as a message. Letters have no order among each other, but the same key keeps one tenant's together. */
export const deadLetterMessage = (dead: DeadLetter): OutgoingMessage => ({
  data: Buffer.from(JSON.stringify(dead)),
  attributes: { tenant: dead.tenantId, run: dead.runId, code: dead.code },
  orderingKey: dead.tenantId,
});

/** What Pub/Sub writes on a message that it gave up delivering. */
const SOURCE = "CloudPubSubDeadLetterSourceSubscription";
const DELIVERIES = "CloudPubSubDeadLetterSourceDeliveryCount";
const FIRST_PUBLISHED = "CloudPubSubDeadLetterSourceTopicPublishTime";

/**
 * A letter, whichever way it came here: buried by a run that failed for the last time, or put here by Pub/Sub because no
 * delivery of a request was ever acknowledged. Throws `InvalidInput` for anything else.
 */
export const parseDeadLetter = (message: DeliveredMessage): DeadLetter =>
  message.attributes[SOURCE] === undefined ? parsed(letter, message) : letterOfRequest(message);

/** No run told what happened, so the letter says that: its function ended each time without a word. */
const letterOfRequest = (message: DeliveredMessage): DeadLetter => {
  const { tenantId: tenant } = parseExportRequest(message);
  const { attributes, messageId, publishTime } = message;
  const attempts = Number.parseInt(attributes[DELIVERIES] ?? "", 10);
  return {
    // The request's own moment, which stays the same should Pub/Sub forward it twice.
    id: `undelivered-${tenant}-${attributes[FIRST_PUBLISHED] ?? messageId}`,
    tenantId: tenant,
    // There may have been several runs or none; this finds the message in the logs.
    runId: runId(`message-${messageId}`),
    code: "run-abandoned",
    message: "The request was delivered again and again, and no run of it came to an end.",
    at: Date.parse(publishTime),
    exported: 0,
    attempts: Number.isInteger(attempts) ? attempts : 0,
  };
};
