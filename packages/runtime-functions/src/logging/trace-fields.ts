import type { LogFields } from "./log-fields.ts";

/** W3C Trace Context: version, trace, parent, flags. */
const TRACEPARENT = /^[\da-f]{2}-(?<trace>[\da-f]{32})-(?<span>[\da-f]{16})-[\da-f]{2}$/;
/** Google's older header: trace, span as a number, options. */
const CLOUD_TRACE = /^(?<trace>[\da-fA-F]{32})\/(?<span>\d+)/;

/** Headers of a request, or an event that carries some of them as its own. */
export type TraceHeaders = Readonly<Record<string, unknown>>;

/** What joins a line to the others of its request in Cloud Logging. Nothing where the request carries no trace. */
export const traceFields = (headers: TraceHeaders, projectId: string): LogFields => {
  const parent = TRACEPARENT.exec(String(headers.traceparent ?? ""))?.groups;
  const older = CLOUD_TRACE.exec(String(headers["x-cloud-trace-context"] ?? ""))?.groups;
  const trace = parent?.trace ?? older?.trace;
  if (trace === undefined) return {};
  return {
    "logging.googleapis.com/trace": `projects/${projectId}/traces/${trace.toLowerCase()}`,
    ...(parent?.span === undefined ? {} : { "logging.googleapis.com/spanId": parent.span }),
  };
};
