import { ApiError } from "../server/api-error.ts";
import { jsonReply, type Reply } from "../server/reply.ts";

/** An answer that a test wants to see, whatever the API would have said. */
export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body: unknown;
}

const error = (
  httpStatus: number,
  status: ConstructorParameters<typeof ApiError>[1],
  message: string,
): CannedAnswer => ({
  status: httpStatus,
  body: new ApiError(httpStatus, status, message).toBody(),
});

const badGateway =
  "<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title><p><b>502.</b> <ins>That’s an error.</ins>" +
  "<p>The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.  " +
  "<ins>That’s all we know.</ins>";

/** The answers of Google's front ends when something is wrong behind them, as they were reported. */
export const cannedAnswers = {
  internal: error(500, "INTERNAL", "Internal error encountered."),
  "bad gateway": {
    status: 502,
    headers: { "content-type": "text/html; charset=UTF-8" },
    body: badGateway,
  } as CannedAnswer,
  unavailable: error(503, "UNAVAILABLE", "The service is currently unavailable."),
  deadline: error(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
  aborted: error(409, "ABORTED", "The operation was aborted."),
} as const;

export type AnswerName = keyof typeof cannedAnswers;

/** The answer as it goes over the wire. */
export function cannedReply(answer: AnswerName | CannedAnswer): Reply {
  const canned = typeof answer === "string" ? cannedAnswers[answer] : answer;
  const { status, headers = {}, body } = canned as CannedAnswer;
  if (typeof body === "string") return { status, headers, body };
  const reply = jsonReply(status, body);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
