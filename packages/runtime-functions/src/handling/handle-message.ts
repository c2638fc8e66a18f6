import type { DeliveredMessage } from "@attendance-export/adapter-pubsub";
import { failureKind, InvalidInput, isPortFailure } from "@attendance-export/core";
import type { CloudEvent } from "firebase-functions/v2";
import type { MessagePublishedData } from "firebase-functions/v2/pubsub";
import type { Application } from "../application.ts";
import { application } from "../composed-application.ts";
import type { CloudLog } from "../logging/cloud-log.ts";
import { describeError } from "../logging/describe-error.ts";
import { openEventLog } from "./event-log.ts";

/** What a function works with. */
export interface MessageContext {
  readonly log: CloudLog;
  readonly application: Application;
}

/**
 * A function on a topic: reads the message, works, and rejects where Pub/Sub is to deliver it again. What cannot be read is
 * acknowledged with an error in the log, for it would be no more readable the next time.
 */
export const handleMessage =
  <Content>(
    name: string,
    read: (message: DeliveredMessage) => Content,
    work: (content: Content, context: MessageContext) => Promise<void>,
  ) =>
  async (event: CloudEvent<MessagePublishedData>): Promise<void> => {
    const log = openEventLog(name, event);
    let content: Content;
    try {
      content = read(event.data.message);
    } catch (refusal) {
      if (!(refusal instanceof InvalidInput)) throw refusal;
      log.error("A message cannot be read and is dropped.", {
        event: "message.unreadable",
        error: describeError(refusal),
      });
      return;
    }
    try {
      await work(content, { log, application: application() });
    } catch (thrown) {
      logFailure(log, thrown);
      // A new error: the platform prints what it is thrown, causes included.
      throw new Error(`${name} failed; the line before this says why.`);
    }
  };

/** What passes by itself is a warning, for Pub/Sub delivers the message again. */
const logFailure = (log: CloudLog, thrown: unknown): void => {
  const fields = { event: "function.failed", error: describeError(thrown) } as const;
  if (!isPortFailure(thrown)) log.error("The function failed by a defect.", fields);
  else if (failureKind(thrown.code).class === "permanent")
    log.error("The function failed.", { ...fields, code: thrown.code });
  else log.warn("The function failed and is tried again.", { ...fields, code: thrown.code });
};
