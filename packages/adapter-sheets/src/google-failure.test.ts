import { describe, expect, it } from "vitest";
import { broken, clientError, translated } from "../test/client-error.ts";
import { api, IN_USE, legacy, type Row, violation } from "../test/google-answers/answer.ts";
import { inabilities } from "../test/google-answers/inabilities.ts";
import { consentAnswers, tokenAnswers } from "../test/google-answers/oauth-answers.ts";
import { refusals } from "../test/google-answers/refusals.ts";
import { isMissingMark } from "./google-failure.ts";

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

describe("a mark that is missing", () => {
  it("is told from a spreadsheet that is missing", () => {
    const missing = (message: string) =>
      isMissingMark(translated("sheets", clientError(api(404, message, {}, "NOT_FOUND"))).failure);
    expect(missing("No developer metadata with ID 4711")).toBe(true);
    expect(missing("Requested entity was not found.")).toBe(false);
  });
});
