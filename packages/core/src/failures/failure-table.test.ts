import { describe, expect, it } from "vitest";
import { type FailureCode, failureKind, failureTable, isFailureCode } from "./failure-table.ts";
import { isPortFailure, PortFailure } from "./port-failure.ts";

const codes = Object.keys(failureTable).filter(isFailureCode);
const blamed = (who: string): readonly FailureCode[] =>
  codes.filter((code) => failureKind(code).blame === who);

/** What a person can do about a link, in the imperative; a sentence without one leaves them helpless. */
const DOES =
  /\b(Click|click|Share|Restore|Open|Let|Delete|Free|Look|Start|choose|link another sheet|remove the protection)\b/;

/** Class, who is to blame, when it is repeated; then whether it is looked at twice, and whether a read can tell. */
const meanings: Record<FailureCode, string> = {
  unreachable: "transient, provider, in-run",
  "no-answer": "ambiguous, provider, later",
  "provider-error": "ambiguous, provider, in-run",
  "rate-limited": "transient, provider, in-run",
  "circuit-open": "transient, provider, later",
  "receipt-not-visible": "transient, provider, later",
  "out-of-time": "transient, provider, later",
  "access-revoked": "permanent, link, never, seen by a read",
  "access-denied": "permanent, link, never, second opinion, seen by a read",
  "edit-denied": "permanent, link, never",
  "scope-missing": "permanent, link, never, seen by a read",
  unauthenticated: "permanent, link, never, second opinion, seen by a read",
  "spreadsheet-not-found": "permanent, link, never, second opinion, seen by a read",
  "not-a-spreadsheet": "permanent, link, never, seen by a read",
  "code-refused": "permanent, operator, never",
  "tab-missing": "permanent, link, never, seen by a read",
  "sheet-protected": "permanent, link, never",
  "sheet-full": "permanent, link, never",
  "storage-full": "permanent, link, never",
  "quarantine-full": "permanent, link, never",
  "client-misconfigured": "permanent, operator, later",
  "api-disabled": "permanent, operator, later",
  "request-malformed": "permanent, operator, later",
  "answer-malformed": "permanent, operator, later",
  "credential-unreadable": "permanent, operator, later",
  "credential-missing": "permanent, operator, later",
  "receipts-full": "permanent, operator, later",
  "receipts-unsafe": "permanent, operator, later",
  "sheet-diverged": "permanent, operator, later",
  "store-misconfigured": "permanent, operator, later",
  "store-full": "permanent, operator, later",
  "run-abandoned": "permanent, operator, later",
  "link-missing": "permanent, operator, later",
  "store-unavailable": "ambiguous, provider, in-run",
  "queue-unavailable": "ambiguous, provider, in-run",
  "vault-unavailable": "transient, provider, in-run",
  "content-refused": "permanent, record, never",
  "too-large": "permanent, record, never",
  "refused-unknown": "permanent, record, later",
  "receipt-in-use": "permanent, record, never",
  "notice-undelivered": "ambiguous, provider, later",
};

describe("every failure", () => {
  it.each(codes)("means what it always meant, for codes are API: %s", (code) => {
    const { class: failureClass, blame, retry, secondOpinion, seenByProbe } = failureKind(code);
    const marks = [secondOpinion ? ["second opinion"] : [], seenByProbe ? ["seen by a read"] : []].flat();
    expect([failureClass, blame, retry, ...marks].join(", ")).toBe(meanings[code]);
  });

  it("has a sentence for the admin and a note for the operator, each of them whole", () => {
    for (const code of codes) {
      const { admin, operator } = failureKind(code);
      for (const text of [admin, operator]) expect(text, code).toMatch(/^[A-Z0-9][^\n]+[.]$/i);
      expect(admin, code).not.toMatch(/\b[45]\d\d\b|API|token|OAuth/);
    }
  });

  it("of the link tells its admin what to do", () => {
    for (const code of blamed("link")) expect(failureKind(code).admin, code).toMatch(DOES);
  });

  it("of the link is permanent and is not repeated: only people mend it", () => {
    for (const code of blamed("link"))
      expect(failureKind(code), code).toMatchObject({ class: "permanent", retry: "never" });
  });

  it("of the provider passes by itself, and no admin is asked to do anything", () => {
    for (const code of blamed("provider")) {
      expect(failureKind(code).class, code).not.toBe("permanent");
      expect(failureKind(code).admin, code).not.toMatch(DOES);
    }
  });

  it("of ours asks no admin to do anything", () => {
    for (const code of blamed("operator").filter((one) => one !== "code-refused"))
      expect(failureKind(code).admin, code).not.toMatch(DOES);
  });

  it("is looked at twice only where a read can tell, and then it is the link's", () => {
    for (const code of codes.filter((one) => failureKind(one).secondOpinion))
      expect(failureKind(code), code).toMatchObject({ seenByProbe: true, blame: "link" });
    expect(codes.filter((code) => failureKind(code).secondOpinion)).toEqual([
      "access-denied",
      "unauthenticated",
      "spreadsheet-not-found",
    ]);
  });

  it("that is ambiguous is repeated within a run only after an answer", () => {
    expect(codes.filter((code) => failureKind(code).class === "ambiguous")).toEqual([
      "no-answer",
      "provider-error",
      "store-unavailable",
      "queue-unavailable",
      "notice-undelivered",
    ]);
    expect(failureKind("no-answer").retry).toBe("later");
  });

  it("that only a write can see keeps the banner up until a write succeeds", () => {
    expect(blamed("link").filter((code) => !failureKind(code).seenByProbe)).toEqual([
      "edit-denied",
      "sheet-protected",
      "sheet-full",
      "storage-full",
      "quarantine-full",
    ]);
  });

  it("is known by its code, and no other text is", () => {
    expect(isFailureCode("sheet-full")).toBe(true);
    for (const text of ["", "nonsense", "toString", "__proto__"]) expect(isFailureCode(text)).toBe(false);
  });
});

describe("a port's failure", () => {
  it("carries its code, its cause and how long the service asked to wait", () => {
    const cause = new Error("socket hang up");
    const failure = new PortFailure("no-answer", "no answer", { cause, retryAfterMs: 7 });
    expect(failure).toMatchObject({
      name: "PortFailure",
      code: "no-answer",
      message: "no answer",
      cause,
      retryAfterMs: 7,
      kind: failureTable["no-answer"],
    });
  });

  it("has no cause and no wait where none is given", () => {
    const failure = new PortFailure("sheet-full", "full");
    expect("cause" in failure).toBe(false);
    expect(failure.retryAfterMs).toBeUndefined();
  });

  it("is recognised by its brand, also that of another copy of this package", () => {
    const foreign = { code: "sheet-full", [Symbol.for("attendance-export.PortFailure")]: true };
    for (const thrown of [new PortFailure("sheet-full", "full"), foreign])
      expect(isPortFailure(thrown)).toBe(true);
    for (const thrown of [new Error("no"), { code: "sheet-full" }, "sheet-full", null, undefined])
      expect(isPortFailure(thrown)).toBe(false);
  });
});
