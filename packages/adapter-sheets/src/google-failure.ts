import { type FailureCode, PortFailure } from "@attendance-export/core";
import { GaxiosError } from "gaxios";
import { field, type GoogleAnswer, readAnswer } from "./google-answer.ts";
import { GoogleError, withoutSecrets } from "./google-error.ts";

/** One line of the table: the first that fits decides, so the order is part of it. */
interface Rule {
  readonly code: FailureCode;
  readonly when: (answer: GoogleAnswer) => boolean;
}

const hasReason = ({ reasons }: GoogleAnswer, wanted: RegExp): boolean =>
  reasons.some((reason) => wanted.test(reason));
const says = ({ message }: GoogleAnswer, wanted: RegExp): boolean => wanted.test(message);
const isServerError = ({ status }: GoogleAnswer): boolean => status === 408 || status >= 500;

/** Answers that no API wrote: pages of front ends and proxies. They condemn nobody's link. */
const strangersRules: readonly Rule[] = [
  { code: "rate-limited", when: ({ status }) => status === 429 },
  { code: "provider-error", when: isServerError },
  { code: "too-large", when: ({ status }) => status === 413 },
  { code: "answer-malformed", when: () => true },
];

/** A 403 has six meanings, of which the plainest is the last one to think of. */
const forbiddenRules: readonly Rule[] = [
  {
    code: "rate-limited",
    when: (answer) =>
      hasReason(answer, /^((user)?rateLimitExceeded|RATE_LIMIT_EXCEEDED|quotaExceeded|dailyLimitExceeded)$/i),
  },
  {
    code: "storage-full",
    when: (answer) => hasReason(answer, /^storageQuotaExceeded$/) || says(answer, /storage quota/i),
  },
  {
    code: "api-disabled",
    when: (answer) =>
      hasReason(
        answer,
        /^(SERVICE_DISABLED|accessNotConfigured|API_KEY_SERVICE_BLOCKED|CONSUMER_INVALID)$/,
      ) || says(answer, /has not been used in project/i),
  },
  {
    code: "scope-missing",
    when: (answer) =>
      hasReason(answer, /^(ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions)$/) ||
      says(answer, /insufficient authentication scopes/i),
  },
  { code: "access-denied", when: () => true },
];

/** What a 400 says about the request or the sheet. The receipt's own refusal comes first: it decides batches. */
const refusalRules: readonly Rule[] = [
  { code: "receipt-in-use", when: (answer) => says(answer, /createDeveloperMetadata: .*already exists/s) },
  {
    code: "receipts-full",
    when: (answer) => says(answer, /developer ?metadata.*(limit|exceed|maximum|too (many|large|long))/is),
  },
  { code: "tab-missing", when: (answer) => says(answer, /No (grid|sheet) with id|Unable to parse range/i) },
  { code: "sheet-protected", when: (answer) => says(answer, /protected cell or object/i) },
  { code: "sheet-full", when: (answer) => says(answer, /above the limit of \d+ cells/i) },
  { code: "content-refused", when: (answer) => says(answer, /more than the maximum of \d+ characters/i) },
  { code: "too-large", when: (answer) => says(answer, /payload size exceeds|Cannot exceed \d+ requests/i) },
  {
    code: "not-a-spreadsheet",
    when: (answer) =>
      answer.apiStatus === "FAILED_PRECONDITION" &&
      says(answer, /not supported for this document|Office file/i),
  },
  { code: "request-malformed", when: ({ violations }) => violations.length > 0 },
  {
    code: "request-malformed",
    when: (answer) =>
      says(
        answer,
        /Invalid JSON payload|at least one request|No request set|must be listed in 'fields'|exceeds grid limits|tried writing to|Invalid values?\b|sheet name cannot/i,
      ),
  },
  { code: "refused-unknown", when: () => true },
];

/** Everything the Sheets API can answer (sheets/FACTS.md §4). Status and words decide, never the status alone. */
const sheetsRules: readonly Rule[] = [
  {
    code: "rate-limited",
    when: ({ status, apiStatus }) => status === 429 || apiStatus === "RESOURCE_EXHAUSTED",
  },
  // 409 ABORTED says that somebody was in the way, not whether something was written.
  { code: "provider-error", when: (answer) => isServerError(answer) || answer.status === 409 },
  { code: "unauthenticated", when: ({ status }) => status === 401 },
  { code: "spreadsheet-not-found", when: ({ status }) => status === 404 },
  { code: "too-large", when: ({ status }) => status === 413 },
  { code: "request-malformed", when: ({ status }) => status > 404 },
  { code: "answer-malformed", when: () => true },
];

/**
 * Everything the token endpoint can answer. It is asked before the request itself is sent, so whatever is wrong with it,
 * nothing was written: its faults are `unreachable`, not `provider-error`, and never count against a batch.
 */
const tokenRules: readonly Rule[] = [
  { code: "rate-limited", when: ({ status, apiStatus }) => status === 429 || /rate_limit/i.test(apiStatus) },
  { code: "unreachable", when: (answer) => isServerError(answer) },
  { code: "answer-malformed", when: ({ isApiError }) => !isApiError },
  // A clock that is wrong looks like a grant that is: the operator's, not the admin's.
  {
    code: "client-misconfigured",
    when: (answer) => answer.apiStatus === "invalid_grant" && says(answer, /invalid jwt|timeframe/i),
  },
  { code: "access-revoked", when: ({ apiStatus }) => apiStatus === "invalid_grant" },
  // invalid_client, deleted_client, unauthorized_client and what else is new: to flag every tenant would be a disaster.
  { code: "client-misconfigured", when: () => true },
];

/**
 * Everything the token endpoint can answer to a code, and the revocation endpoint to a token. The code is used up either way,
 * so a fault of Google's is told as what it is, and the admin begins again.
 */
const consentRules: readonly Rule[] = [
  { code: "rate-limited", when: ({ status, apiStatus }) => status === 429 || /rate_limit/i.test(apiStatus) },
  { code: "provider-error", when: (answer) => isServerError(answer) },
  { code: "answer-malformed", when: ({ isApiError }) => !isApiError },
  // Used before, too old, made for another client or verifier, or the account is gone.
  { code: "code-refused", when: ({ apiStatus }) => apiStatus === "invalid_grant" },
  { code: "access-revoked", when: ({ apiStatus }) => apiStatus === "invalid_token" },
  // invalid_client, redirect_uri_mismatch and what else is new: no admin can mend it.
  { code: "client-misconfigured", when: () => true },
];

const firstOf = (rules: readonly Rule[], answer: GoogleAnswer): FailureCode => {
  for (const { code, when } of rules) if (when(answer)) return code;
  return "answer-malformed";
};

const sheetsCode = (answer: GoogleAnswer): FailureCode => {
  if (!answer.isApiError) return firstOf(strangersRules, answer);
  if (answer.status === 403) return firstOf(forbiddenRules, answer);
  if (answer.status === 400) return firstOf(refusalRules, answer);
  return firstOf(sheetsRules, answer);
};

/** No name, nobody there, or a certificate that is not theirs: the request never left. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/** Any other break may have come after the request did, unless it broke while connecting. */
const wasNeverSent = (code: string, cause: unknown): boolean =>
  NEVER_SENT.test(code) || field(cause, "erroredSysCall") === "connect";

/** What was asked, and what must not be repeated of it. */
export interface Asked {
  readonly of: "sheets" | "token" | "consent";
  readonly secrets: readonly string[];
  readonly now: number;
}

const nameOf = ({ of }: Asked): string => (of === "sheets" ? "Google Sheets" : "the token endpoint");

const codeOf = ({ of }: Asked, answer: GoogleAnswer): FailureCode => {
  if (of === "sheets") return sheetsCode(answer);
  return firstOf(of === "token" ? tokenRules : consentRules, answer);
};

/** A failure, and whether Google refused the request as such (a 400 of the API, or a 413): then it is a result of a write. */
export interface Translated {
  readonly failure: PortFailure;
  readonly isRefusal: boolean;
}

/**
 * Says in the core's words what the Google client threw; the only place that does. Undefined for what is no error of the
 * client's: a defect, which stays itself.
 */
export const translate = (thrown: unknown, asked: Asked): Translated | undefined => {
  if (!(thrown instanceof GaxiosError)) return undefined;
  if (thrown.response === undefined) return { failure: unanswered(thrown, asked), isRefusal: false };
  const answer = readAnswer(thrown.response, asked.now);
  const code = codeOf(asked, answer);
  const isRefusal =
    asked.of === "sheets" && ((answer.status === 400 && answer.isApiError) || answer.status === 413);
  const what = nameOf(asked);
  const violations = answer.violations.length === 0 ? "" : ` (${answer.violations.join("; ")})`;
  const message = withoutSecrets(
    `${what} answered ${answer.status} ${answer.apiStatus}: ${answer.message}${violations}`,
    asked.secrets,
  );
  const kept = withoutSecretsIn(answer, asked.secrets);
  const cause = new GoogleError(message, { ...kept, code: kept.apiStatus });
  const { retryAfterMs } = answer;
  return {
    failure: new PortFailure(code, message, retryAfterMs === undefined ? { cause } : { cause, retryAfterMs }),
    isRefusal,
  };
};

const unanswered = (thrown: GaxiosError, asked: Asked): PortFailure => {
  const code = withoutSecrets(String(thrown.code ?? ""), asked.secrets);
  const neverSent = asked.of === "token" || wasNeverSent(code, thrown.cause);
  const message = withoutSecrets(`${nameOf(asked)} gave no answer: ${code} ${thrown.message}`, asked.secrets);
  return new PortFailure(neverSent ? "unreachable" : "no-answer", message, {
    cause: new GoogleError(message, { code }),
  });
};

const withoutSecretsIn = (answer: GoogleAnswer, secrets: readonly string[]): GoogleAnswer => ({
  ...answer,
  apiStatus: withoutSecrets(answer.apiStatus, secrets),
  reasons: answer.reasons.map((reason) => withoutSecrets(reason, secrets)),
  violations: answer.violations.map((violation) => withoutSecrets(violation, secrets)),
});

/** Whether a read found no mark under an id: the spreadsheet is there, the mark is not. */
export const isMissingMark = ({ code, message }: PortFailure): boolean =>
  code === "spreadsheet-not-found" && /No developer metadata with ID/i.test(message);

/** Whether the revocation endpoint said that the token is dead already, or never was. */
export const isDeadToken = ({ code }: PortFailure): boolean => code === "access-revoked";
