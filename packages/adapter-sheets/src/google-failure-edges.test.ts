import { type FailureCode, PortFailure } from "@attendance-export/core";
import { GaxiosError, type GaxiosOptionsPrepared, type GaxiosResponse } from "gaxios";
import { describe, expect, it } from "vitest";
import { withoutSecrets } from "./google-error.ts";
import { isDeadToken, isMissingMark, translate } from "./google-failure.ts";

const config = { url: new URL("https://sheets.googleapis.com/") } as GaxiosOptionsPrepared;

const answered = (status: number, data: unknown): GaxiosError => {
  const response = Object.assign(new Response(null, { status }), { config, data }) as GaxiosResponse;
  const thrown = new GaxiosError("request failed", config, response);
  response.data = data;
  return thrown;
};
const unanswered = (code: string): GaxiosError =>
  new GaxiosError("request failed", config, undefined, Object.assign(new Error(code), { code }));

const api = (status: number, message: string, more: object = {}): GaxiosError =>
  answered(status, { error: { code: status, message, status: "INVALID_ARGUMENT", ...more } });
const forbidden = (reason: string): GaxiosError => api(403, "No.", { details: [{ reason }] });

const translated = (thrown: unknown, of: "sheets" | "token" | "consent" = "sheets", secrets = ["s3cret"]) => {
  const result = translate(thrown, { of, secrets, now: 0 });
  if (result === undefined) throw new Error("not translated");
  return result;
};
const codeOf = (...asked: Parameters<typeof translated>): FailureCode => translated(...asked).failure.code;

describe("a reason of Google's", () => {
  it.each<readonly [string, FailureCode]>([
    ["quotaExceeded", "rate-limited"],
    ["dailyLimitExceeded", "rate-limited"],
    ["storageQuotaExceeded", "storage-full"],
    ["accessNotConfigured", "api-disabled"],
    ["CONSUMER_INVALID", "api-disabled"],
    ["insufficientPermissions", "scope-missing"],
  ])("%s means %s as a whole word and nothing as part of another", (reason, code) => {
    expect(codeOf(forbidden(reason))).toBe(code);
    expect([codeOf(forbidden(`un${reason}`)), codeOf(forbidden(`${reason}Elsewhere`))]).toEqual([
      "access-denied",
      "access-denied",
    ]);
  });

  it("counts among others, and a full Drive is known by words alone", () => {
    expect(codeOf(api(403, "No.", { details: [{ reason: "new" }, { reason: "quotaExceeded" }] }))).toBe(
      "rate-limited",
    );
    expect(codeOf(api(403, "The storage quota has been exceeded."))).toBe("storage-full");
  });
});

describe("words of Google's", () => {
  it.each<readonly [string, FailureCode]>([
    ["DeveloperMetadata: too many entries", "receipts-full"],
    ["developer metadata is too large", "receipts-full"],
    ["Invalid value at 'requests[0].rows'", "request-malformed"],
    ["Document is an Office file", "refused-unknown"],
  ])("“%s” mean %s", (message, code) => {
    expect(codeOf(api(400, message))).toBe(code);
  });

  it("may break a line between what was asked and its refusal", () => {
    expect(codeOf(api(400, "createDeveloperMetadata: that ID\nis there, it already exists."))).toBe(
      "receipt-in-use",
    );
  });
});

describe("a status of Google's", () => {
  it.each<readonly [number, FailureCode]>([
    [402, "answer-malformed"],
    [405, "request-malformed"],
    [408, "provider-error"],
    [499, "request-malformed"],
    [500, "provider-error"],
  ])("%i means %s", (status, code) => {
    expect(codeOf(api(status, "…"))).toBe(code);
  });

  it("is not needed to tell a spent quota", () => {
    expect(codeOf(answered(409, { error: { message: "…", status: "RESOURCE_EXHAUSTED" } }))).toBe(
      "rate-limited",
    );
  });

  it.each(["token", "consent"] as const)("429 is a spent quota whatever else the %s endpoint says", (of) => {
    expect(codeOf(answered(429, { error: "slow_down" }), of)).toBe("rate-limited");
  });

  it("of a page that no API wrote condemns nobody", () => {
    expect([408, 413, 418, 429, 500].map((status) => codeOf(answered(status, "<html>")))).toEqual([
      "provider-error",
      "too-large",
      "answer-malformed",
      "rate-limited",
      "provider-error",
    ]);
  });

  it("is a refusal of a write only where a write was asked for", () => {
    const refusals = (["sheets", "token", "consent"] as const).map(
      (of) => translated(answered(413, { error: "too_big" }), of).isRefusal,
    );
    expect(refusals).toEqual([true, false, false]);
  });
});

describe("a break of the line", () => {
  it.each([
    "EAI_NODATA",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  ])("%s means that nothing left, and nothing of the kind as part of another name", (code) => {
    expect([codeOf(unanswered(code)), codeOf(unanswered(`NOT_${code}`))]).toEqual([
      "unreachable",
      "no-answer",
    ]);
  });
});

describe("what is kept of an answer", () => {
  const violations = [
    { field: "a", description: "is wrong" },
    { field: "b", description: "is s3cret" },
  ];
  const full = api(400, "Bad s3cret.", { details: [{ reason: "R-s3cret", fieldViolations: violations }] });

  it("is its status, its words and its violations, without secrets", () => {
    const { failure } = translated(full);
    const message =
      "Google Sheets answered 400 INVALID_ARGUMENT: Bad [redacted]. (a: is wrong; b: is [redacted])";
    expect(failure.message).toBe(message);
    expect(failure.cause).toMatchObject({
      name: "GoogleError",
      message,
      status: 400,
      code: "INVALID_ARGUMENT",
      reasons: ["R-[redacted]"],
      violations: ["a: is wrong", "b: is [redacted]"],
    });
  });

  it("has no brackets where nothing is violated, and names the endpoint", () => {
    expect(translated(api(404, "Gone.")).failure.message).toBe(
      "Google Sheets answered 404 INVALID_ARGUMENT: Gone.",
    );
    const { failure } = translated(answered(400, { error: "invalid_s3cret" }), "token");
    expect(failure.message).toBe("the token endpoint answered 400 invalid_[redacted]: invalid_[redacted]");
    expect(failure.cause).toMatchObject({ code: "invalid_[redacted]" });
  });

  it("is the network's own code where there is none", () => {
    const { failure, isRefusal } = translated(unanswered("ECONNRESET"));
    expect(isRefusal).toBe(false);
    expect(failure.message).toBe("Google Sheets gave no answer: ECONNRESET request failed");
    expect(failure.cause).toMatchObject({
      status: undefined,
      code: "ECONNRESET",
      reasons: [],
      violations: [],
      message: "Google Sheets gave no answer: ECONNRESET request failed",
    });
    expect(translated(unanswered("s3cret")).failure.message).not.toContain("s3cret");
    expect(translated(new GaxiosError("request failed", config)).failure.message).toBe(
      "Google Sheets gave no answer:  request failed",
    );
  });

  it("loses every occurrence of a secret, and nothing to an empty one", () => {
    expect(withoutSecrets("a b a", ["a", ""])).toBe("[redacted] b [redacted]");
  });
});

describe("what a caller asks about a failure", () => {
  it("is whether a mark is missing, which only a 404 says", () => {
    const words = "No developer metadata with ID 7";
    expect(isMissingMark(new PortFailure("spreadsheet-not-found", words))).toBe(true);
    expect(isMissingMark(new PortFailure("request-malformed", words))).toBe(false);
  });

  it("is whether a token is dead already", () => {
    expect(isDeadToken(new PortFailure("access-revoked", "…"))).toBe(true);
    expect(isDeadToken(new PortFailure("unreachable", "…"))).toBe(false);
  });
});
