/** What can be known of an answer of Google's, whatever its shape; holds nothing of the request. */
export interface GoogleAnswer {
  readonly status: number;
  /** Whether the body is an error as Google's APIs write it; a page of HTML or half a JSON text is not. */
  readonly isApiError: boolean;
  /** `INVALID_ARGUMENT` and the like; of the token endpoint the error itself (`invalid_grant`). */
  readonly apiStatus: string;
  readonly message: string;
  /** `details[].reason` and `errors[].reason`: which of them is there depends on the client and the API. */
  readonly reasons: readonly string[];
  /** `field: description` of every field violation. */
  readonly violations: readonly string[];
  readonly retryAfterMs: number | undefined;
}

/** A message of Google's may quote a whole cell. */
const MAX_MESSAGE_LENGTH = 400;

interface Response {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Headers;
}

/** Reads an error answer of the Sheets API (`{error: {…}}`) or of the token endpoint (`{error: "…"}`). */
export const readAnswer = (response: Response, now: number): GoogleAnswer => {
  const { status, data, headers } = response;
  const retryAfterMs = retryAfter(headers.get("retry-after"), now);
  const error = field(data, "error");
  if (typeof error === "string") {
    const description = text(field(data, "error_description"));
    const subtype = text(field(data, "error_subtype"));
    const message = shortened([error, description, subtype].filter((part) => part !== "").join(": "));
    return { status, isApiError: true, apiStatus: error, message, reasons: [], violations: [], retryAfterMs };
  }
  if (typeof error !== "object" || error === null) {
    const message = shortened(typeof data === "string" ? data : "an answer without an error");
    return { status, isApiError: false, apiStatus: "", message, reasons: [], violations: [], retryAfterMs };
  }
  const details = [...items(field(error, "details")), ...items(field(error, "errors"))];
  return {
    status,
    isApiError: true,
    apiStatus: text(field(error, "status")),
    message: shortened(text(field(error, "message"))),
    reasons: details.map((detail) => text(field(detail, "reason"))).filter((reason) => reason !== ""),
    violations: details.flatMap((detail) => items(field(detail, "fieldViolations"))).map(violationText),
    retryAfterMs,
  };
};

const violationText = (violation: unknown): string =>
  shortened(`${text(field(violation, "field"))}: ${text(field(violation, "description"))}`);

/** Seconds, or a date; undefined where it is neither. */
const retryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000;
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
};

/** A property of something unknown; undefined where there is none. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The list it is; nothing where it is none. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const shortened = (message: string): string =>
  message.length <= MAX_MESSAGE_LENGTH ? message : `${message.slice(0, MAX_MESSAGE_LENGTH)}…`;
