import type { Survivor } from "./mutation-report.ts";

/** Which survivors a reason is about: the end of their file's name, and what the line or the change has in it. */
interface Explanation {
  readonly file: string;
  /** Part of the survivor's line, its code, or what that becomes. */
  readonly has: string;
  readonly becomes?: string;
  readonly reason: string;
}

const NARROWS =
  "Only tells the compiler what another part of the condition, or of the call, has made sure of";

const explanations: readonly Explanation[] = [
  {
    file: "protocol/begin-run.ts",
    has: "lease !== null && leaseHeldByAnother",
    becomes: "true",
    reason: NARROWS,
  },
  {
    file: "protocol/remind.ts",
    has: "incident === null || !reminderIsDue",
    becomes: "false",
    reason: NARROWS,
  },
  {
    file: "protocol/end-run.ts",
    has: "!spent || end.failure === undefined",
    becomes: "false",
    reason: NARROWS,
  },
  { file: "protocol/end-run.ts", has: "runId === undefined ||", becomes: "false", reason: NARROWS },
  {
    file: "protocol/schedule.ts",
    has: "warning !== null && warning > after",
    becomes: "true",
    reason: NARROWS,
  },
];

/** Why a survivor is no missing test; undefined if nobody has said. */
export const reasonOf = ({ file, context, code, becomes }: Survivor): string | undefined =>
  explanations.find(
    (explanation) =>
      file.endsWith(explanation.file) &&
      [context, code, becomes].some((text) => text.includes(explanation.has)) &&
      (explanation.becomes === undefined || explanation.becomes === becomes),
  )?.reason;
