import { type FailureCode, failureKind } from "@attendance-export/core";
import type { Service } from "./policy.ts";

/**
 * What the port's comment promises about making the call twice.
 *
 * - `read`: changes nothing.
 * - `repeatable`: a second call changes nothing more, also when the first one was done and its answer was lost.
 * - `once`: a second call may do it twice, so it is only made when the first one did nothing.
 */
export type CallKind = "read" | "repeatable" | "once";

/** One method of one port, as the guard needs to know it. */
export interface PortCall {
  /** For people: `SheetSink.append`. */
  readonly name: string;
  readonly service: Service;
  readonly kind: CallKind;
}

/**
 * Whether the call may be made again in this run. When is the failure table's decision, whether twice is harmless is the
 * port's; no call site has a say.
 */
export const mayRepeat = (code: FailureCode, kind: CallKind): boolean => {
  const row = failureKind(code);
  if (row.retry !== "in-run") return false;
  return row.class === "transient" || (row.class === "ambiguous" && kind !== "once");
};
