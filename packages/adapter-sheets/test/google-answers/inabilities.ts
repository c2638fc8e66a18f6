import { api, legacy, page, type Row, reason } from "./answer.ts";

/** Inability: nothing that the request itself could have done. */
export const inabilities: readonly Row[] = [
  [
    "a quota spent",
    api(
      429,
      "Quota exceeded for quota metric 'Write requests'",
      reason("RATE_LIMIT_EXCEEDED"),
      "RESOURCE_EXHAUSTED",
    ),
    "rate-limited",
  ],
  [
    "the quota's shape of 2017",
    { status: 429, body: { error: { code: 429, message: "Insufficient tokens" } } },
    "rate-limited",
  ],
  ["429 in HTML", page(429), "rate-limited"],
  [
    "a quota spent, as 403",
    api(403, "User Rate Limit Exceeded", legacy("userRateLimitExceeded")),
    "rate-limited",
  ],
  [
    "a quota spent, as 403 of the project",
    api(403, "Rate Limit Exceeded", legacy("rateLimitExceeded")),
    "rate-limited",
  ],
  [
    "a full Drive",
    api(403, "The user's Drive storage quota has been exceeded.", legacy("storageQuotaExceeded")),
    "storage-full",
  ],
  [
    "the API switched off",
    api(
      403,
      "Google Sheets API has not been used in project 7 before or it is disabled.",
      reason("SERVICE_DISABLED"),
      "PERMISSION_DENIED",
    ),
    "api-disabled",
  ],
  [
    "the API switched off, told by the message alone",
    api(403, "Google Sheets API has not been used in project 7 before or it is disabled."),
    "api-disabled",
  ],
  [
    "the API blocked for our key",
    api(403, "Requests to this API are blocked.", reason("API_KEY_SERVICE_BLOCKED")),
    "api-disabled",
  ],
  [
    "a scope not granted",
    api(
      403,
      "Request had insufficient authentication scopes.",
      reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
      "PERMISSION_DENIED",
    ),
    "scope-missing",
  ],
  [
    "a scope not granted, told by the message alone",
    api(403, "Request had insufficient authentication scopes."),
    "scope-missing",
  ],
  [
    "no permission",
    api(403, "The caller does not have permission", {}, "PERMISSION_DENIED"),
    "access-denied",
  ],
  [
    "a stale access token",
    api(401, "Request had invalid authentication credentials.", {}, "UNAUTHENTICATED"),
    "unauthenticated",
  ],
  [
    "no such spreadsheet",
    api(404, "Requested entity was not found.", {}, "NOT_FOUND"),
    "spreadsheet-not-found",
  ],
  ["409", api(409, "The operation was aborted.", {}, "ABORTED"), "provider-error"],
  ["408", api(408, "Request timeout", {}, ""), "provider-error"],
  ["500", api(500, "Internal error encountered.", {}, "INTERNAL"), "provider-error"],
  ["502 in HTML", page(502), "provider-error"],
  ["503", api(503, "The service is currently unavailable.", {}, "UNAVAILABLE"), "provider-error"],
  ["503 with half a JSON text", { status: 503, body: '{"error":{"code":503,"mess' }, "provider-error"],
  [
    "504",
    api(504, "Deadline expired before operation could complete.", {}, "DEADLINE_EXCEEDED"),
    "provider-error",
  ],
  ["another 4xx", api(410, "Gone", {}, ""), "request-malformed"],
  ["400 in HTML: a front end, not the API", page(400), "answer-malformed"],
  ["401 in HTML: a proxy", page(401), "answer-malformed"],
  ["403 in HTML: a proxy", page(403), "answer-malformed"],
  ["404 in HTML: a wrong address", page(404), "answer-malformed"],
  ["a redirect", page(302), "answer-malformed"],
  ["an error that is a number", { status: 403, body: { error: 7 } }, "answer-malformed"],
  ["a list for a body", { status: 404, body: [] }, "answer-malformed"],
  [
    "details of the wrong types",
    { status: 403, body: { error: { message: 7, status: [], details: "x", errors: [null] } } },
    "access-denied",
  ],
];
