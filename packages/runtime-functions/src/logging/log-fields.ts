import type { FailureCode, RunCounts, Trigger } from "@attendance-export/core";
import type { DescribedError } from "./describe-error.ts";

/**
 * Everything that a log line may hold, and nothing else does: a field that is not named here does not reach the log. Metrics
 * and alerts (deploy/) read these names, so they are part of the product's surface.
 */
export interface LogFields {
  /** What happened, for metrics: `run.finished`. */
  readonly event?: LogEvent;
  /** The function that speaks. */
  readonly function?: string;
  readonly tenantId?: string;
  readonly runId?: string;
  readonly trigger?: Trigger;
  /** The Pub/Sub message that was handled, and which delivery of it this was. */
  readonly messageId?: string;
  readonly deliveryAttempt?: number;
  /** How a run, a dispatch or a consent ended, in one word. */
  readonly outcome?: string;
  readonly code?: FailureCode;
  readonly blame?: string;
  /** Whether this run began an incident of its link; one failed run in each incident does. */
  readonly incidentOpened?: boolean;
  readonly counts?: RunCounts;
  readonly durationMs?: number;
  readonly noticeId?: string;
  readonly noticeKind?: string;
  readonly letterId?: string;
  readonly attempts?: number;
  readonly asked?: number;
  readonly passedOver?: number;
  readonly failed?: number;
  readonly more?: boolean;
  readonly error?: DescribedError;
  readonly "logging.googleapis.com/trace"?: string;
  readonly "logging.googleapis.com/spanId"?: string;
}

/** What can happen. */
type LogEvent =
  | "dispatch.finished"
  | "run.finished"
  | "run.not-begun"
  | "notice.told"
  | "notice.untold"
  | "letter.escalated"
  | "message.unreadable"
  | "consent.started"
  | "consent.answered"
  | "function.failed";

/** Total, so that a field without a place here does not compile. */
const known: Readonly<Record<keyof LogFields, true>> = {
  event: true,
  function: true,
  tenantId: true,
  runId: true,
  trigger: true,
  messageId: true,
  deliveryAttempt: true,
  outcome: true,
  code: true,
  blame: true,
  incidentOpened: true,
  counts: true,
  durationMs: true,
  noticeId: true,
  noticeKind: true,
  letterId: true,
  attempts: true,
  asked: true,
  passedOver: true,
  failed: true,
  more: true,
  error: true,
  "logging.googleapis.com/trace": true,
  "logging.googleapis.com/spanId": true,
};

/** The fields that may be logged, of whatever an object holds at run time. */
export const allowed = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(known, name)));
