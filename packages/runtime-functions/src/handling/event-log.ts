import type { CloudEvent } from "firebase-functions/v2";
import type { CallableRequest } from "firebase-functions/v2/https";
import type { MessagePublishedData } from "firebase-functions/v2/pubsub";
import { type CloudLog, openCloudLog } from "../logging/cloud-log.ts";
import { type TraceHeaders, traceFields } from "../logging/trace-fields.ts";

const log = openCloudLog();

/** Set by the platform, before any setting of ours is read. */
const projectId = (): string => process.env.GCLOUD_PROJECT ?? "";

/** A log for one delivery of one message. */
export const openEventLog = (name: string, event: CloudEvent<MessagePublishedData>): CloudLog => {
  // Pub/Sub counts deliveries where the subscription has a dead-letter topic; the SDK's type does not know that.
  const { deliveryAttempt } = event.data as { readonly deliveryAttempt?: number };
  return log.with({
    function: name,
    messageId: event.data.message.messageId,
    ...(deliveryAttempt === undefined ? {} : { deliveryAttempt }),
    ...traceFields(event as unknown as TraceHeaders, projectId()),
  });
};

/** A log for one call. */
export const openCallLog = (
  name: string,
  { rawRequest }: { readonly rawRequest: Pick<CallableRequest["rawRequest"], "headers"> },
): CloudLog => log.with({ function: name, ...traceFields(rawRequest.headers, projectId()) });
