import type { CallableOptions, HttpsOptions } from "firebase-functions/v2/https";
import type { PubSubOptions } from "firebase-functions/v2/pubsub";
import { params, secrets } from "./params.ts";
import { CALL_TIMEOUT_S, EVENT_TIMEOUT_S, REQUEST_TIMEOUT_S } from "./run-times.ts";
import { topics } from "./settings.ts";

/**
 * Looks for due links. One at a time is enough, since it waits between rounds and costs little; a second instance takes over
 * should the first one hang. Tried again if it fails, as the next message of the schedule would try anyway.
 */
export const dispatchOptions: PubSubOptions = {
  topic: topics.schedule,
  region: params.region,
  retry: true,
  timeoutSeconds: EVENT_TIMEOUT_S,
  memory: "512MiB",
  concurrency: 1,
  maxInstances: 2,
  serviceAccount: "attendance-dispatch@",
};

/**
 * Runs exports. A run is mostly waiting for Google and Firestore, so ten share an instance; ten of 5,000 records each had
 * 472 MB at most, on a heap of 512 MB. A hundred at once let the 240 requests of one dispatch begin within half a minute.
 * Fewer would turn requests away, and one that is turned away five times is taken for dead. Google's 300 writes a minute are
 * kept by the dispatcher, not by this number.
 */
export const exportOptions: PubSubOptions = {
  topic: topics.requests,
  region: params.region,
  retry: true,
  timeoutSeconds: EVENT_TIMEOUT_S,
  memory: "1GiB",
  cpu: 1,
  concurrency: 10,
  maxInstances: 10,
  serviceAccount: "attendance-export@",
  secrets: [secrets.keyRing, secrets.googleClientSecret],
};

/** Tells operators. Rare; tried again until the mail server takes it. */
export const escalateOptions: PubSubOptions = {
  topic: topics.deadLetters,
  region: params.region,
  retry: true,
  timeoutSeconds: 60,
  memory: "512MiB",
  concurrency: 1,
  maxInstances: 1,
  serviceAccount: "attendance-alerts@",
  secrets: [secrets.smtpUrl],
};

/** An admin clicks; a click that finds no warm instance waits for a cold start. */
export const consentOptions: CallableOptions = {
  region: params.region,
  timeoutSeconds: CALL_TIMEOUT_S,
  memory: "512MiB",
  maxInstances: 5,
  serviceAccount: "attendance-consent@",
  secrets: [secrets.keyRing, secrets.googleClientSecret],
  cors: params.dashboardOrigin,
  enforceAppCheck: params.enforceAppCheck,
};

/**
 * The dashboard reads and changes, and now and then runs an export at once, in small batches. Called through Hosting alone,
 * from the page's own origin, so no other origin is let in.
 */
export const apiOptions: HttpsOptions = {
  region: params.region,
  timeoutSeconds: REQUEST_TIMEOUT_S,
  memory: "512MiB",
  cpu: 1,
  concurrency: 20,
  maxInstances: 5,
  serviceAccount: "attendance-api@",
  secrets: [secrets.keyRing, secrets.googleClientSecret],
  invoker: "public",
};
