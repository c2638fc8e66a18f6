import { type AnswerName, type CannedAnswer, cannedAnswers } from "./canned-answer.ts";

/** What the client gets instead of the API's answer: a closed connection, no answer ever, or another answer. */
export type Loss = "drop" | "silence" | AnswerName | CannedAnswer;

/**
 * One thing that goes wrong with one call.
 *
 * - `commit`: the call takes effect, and the answer is lost or replaced.
 * - `refuse`: the call has no effect.
 * - `delay`: the call is taken up `ms` later on the emulator's clock, and answered.
 * - `commit late`: the client gets its loss at once; the call takes effect `afterMs` later on the emulator's clock, or, when
 *   that is left out, at `faults.releaseLate()`. Meanwhile a resend may arrive.
 */
export type Fault =
  | { readonly do: "commit"; readonly answer: Loss }
  | { readonly do: "refuse"; readonly answer: Loss }
  | { readonly do: "delay"; readonly ms: number }
  | { readonly do: "commit late"; readonly answer: Loss; readonly afterMs?: number };

/** Which calls a fault is for. What is not given does not matter, save that without `access` it is writes. */
export interface FaultTarget {
  readonly service?: "sheets" | "drive" | "oauth";
  readonly access?: "read" | "write" | "any";
  readonly method?: string;
  readonly fileId?: string;
}

/** What a fault can know of a call before it is taken up. */
export interface FaultedCall {
  readonly service: string;
  readonly method: string;
  readonly access: "read" | "write";
  readonly fileId: string | undefined;
}

/** Without a target, faults meet the calls that write to Sheets. */
export function isTarget(call: FaultedCall, target: FaultTarget): boolean {
  const { service = "sheets", method, fileId } = target;
  const access = target.access ?? (method === undefined ? "write" : "any");
  return (
    call.service === service &&
    (access === "any" || call.access === access) &&
    (method === undefined || call.method === method) &&
    (fileId === undefined || call.fileId === fileId)
  );
}

const lossText = (loss: Loss): string => (typeof loss === "string" ? loss : String(loss.status));

/** The fault in a few words, for the log. */
export const faultText = (fault: Fault): string =>
  fault.do === "delay" ? `delay ${fault.ms} ms` : `${fault.do}, then ${lossText(fault.answer)}`;

function isLoss(answer: unknown): boolean {
  if (typeof answer === "string")
    return answer === "drop" || answer === "silence" || Object.hasOwn(cannedAnswers, answer);
  return typeof answer === "object" && answer !== null && "status" in answer && "body" in answer;
}

/** The fault itself, once it is clear that it is one: faults also come as JSON from other processes. */
export function checkedFault(fault: Fault): Fault {
  const written: Partial<Record<string, unknown>> = { ...fault };
  const isFault =
    written.do === "delay"
      ? typeof written.ms === "number"
      : ["commit", "refuse", "commit late"].includes(String(written.do)) && isLoss(written.answer);
  if (!isFault) throw new TypeError(`not a fault: ${JSON.stringify(fault)}`);
  return fault;
}
