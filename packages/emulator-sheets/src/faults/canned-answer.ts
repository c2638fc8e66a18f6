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

/** How 429 looked in 2020 (recorded): a client that still knows only this shape, or only the new one, can be found out. */
const rateLimitOf2020: CannedAnswer = {
  status: 429,
  body: new ApiError(
    429,
    "RESOURCE_EXHAUSTED",
    "Quota exceeded for quota group 'ReadGroup' and limit 'Read requests per user per 100 seconds' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'.",
    {
      details: [
        {
          "@type": "type.googleapis.com/google.rpc.Help",
          links: [
            {
              description: "Google developer console API key",
              url: "https://console.developers.google.com/project/123456789012/apiui/credential",
            },
          ],
        },
      ],
    },
  ).toBody(),
};

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
  "rate limit of 2020": rateLimitOf2020,
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
