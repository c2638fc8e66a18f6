import type { PublishOptions } from "@google-cloud/pubsub";

/** All tries together: less than the 20 s that a run allows for handing a thing over. */
export const PUBLISH_MS = 15_000;
/** A try takes some 10 ms where Pub/Sub is well; a third of the time leaves room for two more. */
const TRIES = 3;

/** gRPC: DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE. Neither lack of rights nor of a topic passes by itself. */
const PASSING = [4, 10, 13, 14];

/**
 * How messages are published. The client's own retries stay on, since nothing else repeats a publish, but within the given
 * time: left as it is, it tries for ten minutes, and for codes that do not pass. A publish that was given up may still
 * arrive, and a repeat may arrive twice; the port allows both.
 */
export const publishOptions = (wholeMs: number): PublishOptions => ({
  messageOrdering: true,
  // Every caller waits for its own message, so there is nothing to collect; waiting for more would cost 10 ms each.
  batching: { maxMessages: 1, maxMilliseconds: 0 },
  gaxOpts: {
    timeout: wholeMs,
    retry: {
      retryCodes: PASSING,
      backoffSettings: {
        initialRetryDelayMillis: 250,
        retryDelayMultiplier: 2,
        maxRetryDelayMillis: 2_000,
        initialRpcTimeoutMillis: wholeMs / TRIES,
        rpcTimeoutMultiplier: 1,
        maxRpcTimeoutMillis: wholeMs / TRIES,
        totalTimeoutMillis: wholeMs,
      },
    },
  },
});
