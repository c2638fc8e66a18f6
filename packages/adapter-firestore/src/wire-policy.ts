/** One call as grpc-js hands it to an interceptor; only what is used here. */
interface Call {
  start(metadata: unknown, listener: Listener): void;
}

interface Listener {
  readonly onReceiveStatus: (status: Status) => void;
}

interface Status {
  readonly code: number;
  readonly details: string;
  readonly metadata: { set(name: string, value: string): void };
}

interface Invocation {
  readonly callOptions: { readonly deadline?: Date | number; readonly interceptors?: readonly unknown[] };
}

/** Under this name a status carries its true code. */
export const TRUE_CODE = "attendance-export-status";

/** DATA_LOSS: the SDK repeats nothing that ends so, and Firestore hardly ever says it. */
const NOT_REPEATED = 15;

/**
 * The codes that the SDK repeats calls for, of reads up to five times and of writes for ten minutes: CANCELLED, UNKNOWN,
 * DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE, UNAUTHENTICATED.
 */
const REPEATED = new Set([1, 2, 4, 8, 10, 13, 14, 16]);
/** By these words the SDK knows a broken connection and makes another; it repeats reads for it, within eight seconds. */
const BROKEN = /RST_STREAM/;

/** Long for a commit or a page of 5,000 records, short for a caller; a connection that swallows everything ends here. */
export const DEADLINE_MS = 15_000;

/** Every call ends by its deadline, and no status makes the SDK begin again. */
const once =
  (deadlineMs: number) =>
  (invocation: Invocation): Invocation => {
    const { callOptions } = invocation;
    const given = callOptions.deadline ?? Number.POSITIVE_INFINITY;
    const deadline = Math.min(Number(given), Date.now() + deadlineMs);
    const interceptors = [...(callOptions.interceptors ?? []), unrepeated];
    return { ...invocation, callOptions: { ...callOptions, deadline, interceptors } };
  };

/** Hands a status that would be repeated over under a code that is not, its own code beside it. */
const unrepeated = (options: unknown, next: (options: unknown) => Call): Call => {
  const call = next(options);
  const start = call.start.bind(call);
  call.start = (metadata, listener) =>
    start(metadata, {
      ...listener,
      onReceiveStatus: (status) => {
        if (REPEATED.has(status.code) && !BROKEN.test(status.details)) {
          status.metadata.set(TRUE_CODE, String(status.code));
          listener.onReceiveStatus({ ...status, code: NOT_REPEATED });
        } else listener.onReceiveStatus(status);
      },
    });
  return call;
};

/** The methods that the stores use. */
const METHODS = ["BatchGetDocuments", "Commit", "RunAggregationQuery", "RunQuery"];

/**
 * Settings for the Firestore SDK under which one call is one request: the product retries by its own policy, and a call
 * that was given up must not take effect minutes later. Measured with a service that is away: without them a read fails after
 * 42 s and 15 requests, a transaction after 224 s and 75, a commit is repeated for ten minutes, and even a read that is
 * refused for lack of rights takes 7 s and 3 requests; with them each fails after one request, within milliseconds.
 *
 * Three layers repeat: the SDK by status (`once`), its transport by configuration, and its transport's older loop for
 * streamed answers, which repeats whatever the status and is left only by choosing the newer one.
 */
export const wirePolicy = (deadlineMs: number) => {
  const oneTry = { timeout_millis: deadlineMs, retry_codes_name: "none", retry_params_name: "default" };
  const methods = Object.fromEntries(METHODS.map((method) => [method, oneTry]));
  return {
    clientConfig: { interfaces: { "google.firestore.v1.Firestore": { retry_codes: { none: [] }, methods } } },
    gaxServerStreamingRetries: true,
    grpcOptions: { "grpc.callInvocationTransformer": once(deadlineMs) },
  };
};
