import type { FailureKind } from "./failure-kind.ts";
import { type FailureCode, failureKind } from "./failure-table.ts";

/** Two copies of this package in one process must recognise each other's failures, so a brand and not `instanceof`. */
const brand = Symbol.for("attendance-export.PortFailure");

export interface PortFailureDetails {
  readonly cause?: unknown;
  /** Milliseconds that the service asked to wait. */
  readonly retryAfterMs?: number;
}

/**
 * A port could not do what it promises; the only thing a port rejects with.
 * The code says what it means (`failureTable`), the message is for people and holds no secret.
 */
export class PortFailure extends Error {
  override readonly name = "PortFailure";
  readonly code: FailureCode;
  readonly retryAfterMs: number | undefined;
  readonly [brand] = true;

  constructor(code: FailureCode, message: string, { cause, retryAfterMs }: PortFailureDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  get kind(): FailureKind {
    return failureKind(this.code);
  }
}

export const isPortFailure = (thrown: unknown): thrown is PortFailure =>
  typeof thrown === "object" && thrown !== null && (thrown as Record<symbol, unknown>)[brand] === true;
