import { inspect } from "node:util";
import { type FailureCode, PortFailure } from "@attendance-export/core";
import { GaxiosError, type GaxiosOptionsPrepared, type GaxiosResponse } from "gaxios";
import { describe, expect, it } from "vitest";
import { isMissingMark, translate } from "./google-failure.ts";

const NOW = Date.parse("2026-11-01T00:00:00Z");
const ACCESS_TOKEN = "ya29.canary-access-token";
const REFRESH_TOKEN = "1//canary-refresh-token";
const CLIENT_SECRET = "GOCSPX-canary-secret";
const CANARIES = [ACCESS_TOKEN, REFRESH_TOKEN, CLIENT_SECRET];

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The client's error as it comes: with the whole request in it, secrets and all. */
const clientError = (answer?: Answer, cause?: unknown): GaxiosError => {
  const config = {
    url: new URL("https://sheets.googleapis.com/v4/spreadsheets/x:batchUpdate"),
    headers: new Headers({ authorization: `Bearer ${ACCESS_TOKEN}` }),
    data: new URLSearchParams({ refresh_token: REFRESH_TOKEN, client_secret: CLIENT_SECRET }),
    responseType: "json",
  } as GaxiosOptionsPrepared;
  if (answer === undefined) return new GaxiosError("request failed", config, undefined, cause);
  const { status, body, headers } = answer;
  const response = Object.assign(
    new Response(null, { status: status === 200 ? 200 : status, headers: headers ?? {} }),
    {
      config,
      data: body,
    },
  ) as GaxiosResponse<unknown>;
  // The constructor drops a body that was not streamed; a real one is put there by the client.
  const error = new GaxiosError("request failed", config, response, cause);
  response.data = body;
  return error;
};

const translated = (of: "sheets" | "token" | "consent", thrown: unknown) => {
  const result = translate(thrown, { of, secrets: CANARIES, now: NOW });
  if (result === undefined) throw new Error("not translated");
  return result;
};

const api = (status: number, message: string, more: object = {}, apiStatus = "INVALID_ARGUMENT"): Answer => ({
  status,
  body: { error: { code: status, message, status: apiStatus, ...more } },
});
const reason = (text: string) => ({
  details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: text }],
});
const legacy = (text: string) => ({ errors: [{ domain: "usageLimits", reason: text, message: "…" }] });
const violation = {
  details: [
    {
      "@type": "…BadRequest",
      fieldViolations: [{ field: "requests[0]", description: "Cannot find field." }],
    },
  ],
};
const page = (status: number): Answer => ({
  status,
  body: `<!DOCTYPE html><html lang=en><title>Error ${status}!!1</title>`,
  headers: { "content-type": "text/html; charset=UTF-8" },
});
const flat = (status: number, error: string, description = "…"): Answer => ({
  status,
  body: { error, error_description: description },
});

const IN_USE =
  "Invalid requests[0].createDeveloperMetadata: Cannot add developer metadata with ID [7] because developer metadata with that ID already exists.";

type Row = readonly [name: string, answer: Answer, code: FailureCode];

/** Refusals: what the request itself or the sheet as it is brought about. */
const refusals: readonly Row[] = [
  ["a receipt id in use", api(400, IN_USE), "receipt-in-use"],
  ["a receipt id in use, further down", api(400, IN_USE.replace("[0]", "[1]")), "receipt-in-use"],
  [
    "no room for receipts",
    api(400, "Developer metadata storage limit of 30000 characters exceeded."),
    "receipts-full",
  ],
  [
    "a tab that is gone, to cells",
    api(400, "Invalid requests[1].appendCells: No grid with id: 42"),
    "tab-missing",
  ],
  [
    "a tab that is gone, to tabs",
    api(400, "Invalid requests[0].deleteSheet: No sheet with id: 42"),
    "tab-missing",
  ],
  ["a title that is gone", api(400, "Unable to parse range: 'Data Tab'!A1:C10"), "tab-missing"],
  [
    "a protected tab",
    api(
      400,
      "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
    ),
    "sheet-protected",
  ],
  [
    "a full spreadsheet",
    api(
      400,
      "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
    ),
    "sheet-full",
  ],
  [
    "too long a text",
    api(400, "Your input contains more than the maximum of 50000 characters in a single cell."),
    "content-refused",
  ],
  ["too large a request", api(400, "Request payload size exceeds the limit: 10485760 bytes."), "too-large"],
  ["too many requests in one", api(400, "Cannot exceed 100000 requests in a single batch."), "too-large"],
  ["413 of the API", api(413, "Request entity too large"), "too-large"],
  ["413 in HTML", page(413), "too-large"],
  [
    "an Office file",
    api(
      400,
      "This operation is not supported for this document. The document must not be an Office file.",
      {},
      "FAILED_PRECONDITION",
    ),
    "not-a-spreadsheet",
  ],
  [
    "an unknown field",
    api(400, 'Invalid JSON payload received. Unknown name "frobnicate"', violation),
    "request-malformed",
  ],
  [
    "a bad mask, told only by its violations",
    api(400, "Request contains an invalid argument.", violation),
    "request-malformed",
  ],
  [
    "a missing mask",
    api(400, "Invalid requests[0].appendCells: At least one field must be listed in 'fields'."),
    "request-malformed",
  ],
  ["an empty batch", api(400, "Must specify at least one request."), "request-malformed"],
  ["no kind of request", api(400, "Invalid requests[0]: No request set."), "request-malformed"],
  [
    "beyond the grid",
    api(400, "Range (Sheet1!A100000) exceeds grid limits. Max rows: 1000, max columns: 26"),
    "request-malformed",
  ],
  ["a list as a cell", api(400, "Invalid values[3][0]: list_value {...}"), "request-malformed"],
  [
    "a title in use",
    api(
      400,
      'Invalid requests[0].addSheet: A sheet with the name "Sheet1" already exists. Please enter another name.',
    ),
    "refused-unknown",
  ],
  ["a binary file, or anything", api(400, "Request contains an invalid argument."), "refused-unknown"],
  ["words nobody knows", api(400, "The moon is in the wrong phase."), "refused-unknown"],
];

/** Inability: nothing that the request itself could have done. */
const inabilities: readonly Row[] = [
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

const tokenAnswers: readonly Row[] = [
  ["a grant withdrawn", flat(400, "invalid_grant", "Token has been expired or revoked."), "access-revoked"],
  ["a grant of nobody's", flat(400, "invalid_grant", "Bad Request"), "access-revoked"],
  ["an account deleted", flat(400, "invalid_grant", "Account has been deleted"), "access-revoked"],
  [
    "a sign-in demanded",
    { status: 400, body: { error: "invalid_grant", error_subtype: "invalid_rapt" } },
    "access-revoked",
  ],
  [
    "our clock wrong",
    flat(
      400,
      "invalid_grant",
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
    ),
    "client-misconfigured",
  ],
  [
    "our client unknown",
    flat(401, "invalid_client", "The OAuth client was not found."),
    "client-misconfigured",
  ],
  ["our client deleted", flat(401, "deleted_client"), "client-misconfigured"],
  ["our client not allowed", flat(401, "unauthorized_client"), "client-misconfigured"],
  ["anything new", flat(400, "brand_new_error"), "client-misconfigured"],
  ["a quota spent", flat(429, "rate_limit_exceeded"), "rate-limited"],
  ["a quota spent, as 403", flat(403, "rate_limit_exceeded"), "rate-limited"],
  ["a fault", flat(500, "internal_failure"), "unreachable"],
  ["502 in HTML", page(502), "unreachable"],
  ["403 in HTML: a proxy", page(403), "answer-malformed"],
];

/** What comes back for a code of the consent page, or for a token that is given back. */
const consentAnswers: readonly Row[] = [
  ["a code used before, or too old", flat(400, "invalid_grant", "Bad Request"), "code-refused"],
  ["a code that is none", flat(400, "invalid_grant", "Malformed auth code."), "code-refused"],
  ["another's verifier", flat(400, "invalid_grant", "Invalid code verifier."), "code-refused"],
  ["an account deleted", flat(400, "invalid_grant", "Account has been deleted"), "code-refused"],
  ["another redirect", flat(400, "redirect_uri_mismatch", "Bad Request"), "client-misconfigured"],
  ["our client unknown", flat(401, "invalid_client"), "client-misconfigured"],
  ["our client deleted", flat(401, "deleted_client"), "client-misconfigured"],
  ["our client not allowed", flat(401, "unauthorized_client"), "client-misconfigured"],
  ["anything new", flat(400, "brand_new_error"), "client-misconfigured"],
  ["a token dead already", flat(400, "invalid_token", "Token expired or revoked"), "access-revoked"],
  ["a quota spent", flat(429, "rate_limit_exceeded"), "rate-limited"],
  ["a quota spent, as 403", flat(403, "rate_limit_exceeded"), "rate-limited"],
  ["a fault", flat(500, "internal_failure"), "provider-error"],
  ["a fault that speaks of grants", flat(503, "invalid_grant"), "provider-error"],
  ["502 in HTML", page(502), "provider-error"],
  ["403 in HTML: a proxy", page(403), "answer-malformed"],
];

const broken = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });

describe("what Google answers, in the core's words", () => {
  it.each(refusals)("refusal: %s", (_name, answer, code) => {
    const { failure, isRefusal } = translated("sheets", clientError(answer));
    expect([failure.code, isRefusal]).toEqual([code, true]);
  });

  it.each(inabilities)("inability: %s", (_name, answer, code) => {
    const { failure, isRefusal } = translated("sheets", clientError(answer));
    expect([failure.code, isRefusal]).toEqual([code, false]);
  });

  it.each(tokenAnswers)("token endpoint: %s", (_name, answer, code) => {
    const { failure, isRefusal } = translated("token", clientError(answer));
    expect([failure.code, isRefusal]).toEqual([code, false]);
  });
});

describe("what Google answers to a consent, in the core's words", () => {
  it.each(consentAnswers)("%s", (_name, answer, code) => {
    const { failure, isRefusal } = translated("consent", clientError(answer));
    expect([failure.code, isRefusal]).toEqual([code, false]);
  });

  it("is no answer where a code may have been taken, and unreachable where it never left", () => {
    const failing = (cause: unknown) => translated("consent", clientError(undefined, cause)).failure.code;
    expect(failing(broken("ECONNRESET"))).toBe("no-answer");
    expect(failing(broken("ECONNREFUSED"))).toBe("unreachable");
  });
});

describe("an answer with two meanings", () => {
  const both: readonly Row[] = [
    [
      "the receipt's own refusal decides over every other",
      api(400, `${IN_USE} It exceeds the limit of 30000. No grid with id: 4`, violation),
      "receipt-in-use",
    ],
    [
      "a tab that is gone is no malformed request",
      api(400, "Invalid requests[1].appendCells: No grid with id: 42", violation),
      "tab-missing",
    ],
    [
      "a quota is no lack of permission",
      api(403, "The caller does not have permission", legacy("userRateLimitExceeded"), "PERMISSION_DENIED"),
      "rate-limited",
    ],
    [
      "a full Drive is no quota, although its reason says so",
      api(403, "Rate of storage quota exceeded", legacy("storageQuotaExceeded")),
      "storage-full",
    ],
    [
      "429 is a quota, whatever its text",
      api(429, "The caller does not have permission", {}, "PERMISSION_DENIED"),
      "rate-limited",
    ],
    [
      "a precondition alone is no Office file",
      api(400, "Precondition check failed.", {}, "FAILED_PRECONDITION"),
      "refused-unknown",
    ],
    [
      "a code in the body does not outweigh the status",
      { status: 503, body: { error: { code: 400, message: IN_USE } } },
      "provider-error",
    ],
  ];

  it.each(both)("%s", (_name, answer, code) => {
    expect(translated("sheets", clientError(answer)).failure.code).toBe(code);
  });
});

describe("no answer at all", () => {
  it.each([
    ["nobody there", broken("ECONNREFUSED")],
    ["no such name", broken("ENOTFOUND")],
    ["no name server", broken("EAI_AGAIN")],
    ["a certificate of somebody else", broken("ERR_TLS_CERT_ALTNAME_INVALID")],
    ["a certificate run out", broken("CERT_HAS_EXPIRED")],
    ["broken while connecting", broken("ETIMEDOUT", { erroredSysCall: "connect" })],
  ])("never left: %s", (_name, cause) => {
    expect(translated("sheets", clientError(undefined, cause)).failure.code).toBe("unreachable");
  });

  it.each([
    ["reset", broken("ECONNRESET")],
    ["broken pipe", broken("EPIPE")],
    ["timed out on the way", broken("ETIMEDOUT", { erroredSysCall: "read" })],
    ["half an answer", broken("ERR_STREAM_PREMATURE_CLOSE")],
    ["our own time was up", new DOMException("The operation was aborted due to timeout", "TimeoutError")],
    ["a handshake gone wrong, or a record", broken("EPROTO")],
    ["no reason given", undefined],
  ])("may have arrived: %s", (_name, cause) => {
    expect(translated("sheets", clientError(undefined, cause)).failure.code).toBe("no-answer");
  });

  it("of the token endpoint means that nothing was sent to the sheet", () => {
    const { failure } = translated("token", clientError(undefined, broken("ECONNRESET")));
    expect(failure.code).toBe("unreachable");
  });
});

describe("how long to wait", () => {
  const wait = (header: string | undefined) => {
    const answer = { ...api(429, "…"), headers: header === undefined ? {} : { "retry-after": header } };
    return translated("sheets", clientError(answer)).failure.retryAfterMs;
  };

  it("is told in seconds or as a date", () => {
    expect(wait("7")).toBe(7_000);
    expect(wait("Sun, 01 Nov 2026 00:00:30 GMT")).toBe(30_000);
    expect(wait("Sat, 31 Oct 2026 23:00:00 GMT")).toBe(0);
  });

  it("is unknown where nothing sensible is told", () => {
    expect([wait(undefined), wait(""), wait("soon")]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a failure", () => {
  const all = [
    ...[...refusals, ...inabilities].map(([, answer]) => translated("sheets", clientError(answer))),
    ...tokenAnswers.map(([, answer]) => translated("token", clientError(answer))),
    translated("sheets", clientError(undefined, broken(`ECONNRESET of ${ACCESS_TOKEN}`))),
    translated(
      "sheets",
      clientError(
        api(400, `quoted ${ACCESS_TOKEN}`, {
          details: [
            { reason: REFRESH_TOKEN, fieldViolations: [{ field: CLIENT_SECRET, description: ACCESS_TOKEN }] },
          ],
        }),
      ),
    ),
  ];

  it("holds no secret, however it is printed", () => {
    for (const { failure } of all) {
      expect(failure).toBeInstanceOf(PortFailure);
      const cause = failure.cause as object;
      const printed = [
        inspect(failure, { depth: 20, showHidden: true }),
        JSON.stringify(failure),
        JSON.stringify(cause, Object.getOwnPropertyNames(cause)),
        String(failure.stack),
      ];
      for (const canary of CANARIES) for (const text of printed) expect(text).not.toContain(canary);
    }
  });

  it("holds nothing of the client's own error", () => {
    for (const { failure } of all) {
      expect(failure.cause).toMatchObject({ name: "GoogleError" });
      expect(Object.keys(failure.cause as object).toSorted()).toEqual([
        "code",
        "name",
        "reasons",
        "status",
        "violations",
      ]);
    }
  });

  it("does not drag a page or a whole cell along", () => {
    const long = api(400, "x".repeat(60_000));
    expect(translated("sheets", clientError(long)).failure.message.length).toBeLessThan(600);
  });

  it("is not made of what is no error of the client's: that is a defect and stays itself", () => {
    for (const thrown of [
      new TypeError("x is undefined"),
      "text",
      undefined,
      new PortFailure("out-of-time", "…"),
    ])
      expect(translate(thrown, { of: "sheets", secrets: [], now: NOW })).toBeUndefined();
  });
});

describe("a mark that is missing", () => {
  it("is told from a spreadsheet that is missing", () => {
    const missing = (message: string) =>
      isMissingMark(translated("sheets", clientError(api(404, message, {}, "NOT_FOUND"))).failure);
    expect(missing("No developer metadata with ID 4711")).toBe(true);
    expect(missing("Requested entity was not found.")).toBe(false);
  });
});
