import assert from "node:assert/strict";
import { type FailureCode, failureTable, isFailureCode } from "@attendance-export/core";
import { describe, it } from "vitest";
import { type CallKind, mayRepeat } from "./port-call.ts";

/** `+` repeats, `-` does not; for a read, a repeatable write and a write that must happen once. */
type Decisions = `${"+" | "-"}${"+" | "-"}${"+" | "-"}`;

/** Written out by hand and total: a new code does not compile until somebody decided. */
const expected: Record<FailureCode, Decisions> = {
  // Nothing was done, and soon it may be.
  unreachable: "+++",
  "rate-limited": "+++",
  // It may have been done: only where twice is harmless.
  "provider-error": "++-",
  "store-unavailable": "++-",
  "queue-unavailable": "++-",
  "vault-unavailable": "+++",
  // It may still be going on: a later run's affair.
  "no-answer": "---",
  "notice-undelivered": "---",
  // Not now.
  "circuit-open": "---",
  "receipt-not-visible": "---",
  "out-of-time": "---",
  // Somebody must act first.
  "access-revoked": "---",
  "access-denied": "---",
  "edit-denied": "---",
  "scope-missing": "---",
  unauthenticated: "---",
  "spreadsheet-not-found": "---",
  "not-a-spreadsheet": "---",
  "tab-missing": "---",
  "sheet-protected": "---",
  "sheet-full": "---",
  "storage-full": "---",
  "quarantine-full": "---",
  "client-misconfigured": "---",
  "code-refused": "---",
  "api-disabled": "---",
  "request-malformed": "---",
  "answer-malformed": "---",
  "credential-unreadable": "---",
  "credential-missing": "---",
  "receipts-full": "---",
  "receipts-unsafe": "---",
  "sheet-diverged": "---",
  "store-misconfigured": "---",
  "store-full": "---",
  "run-abandoned": "---",
  "link-missing": "---",
  "content-refused": "---",
  "too-large": "---",
  "refused-unknown": "---",
  "receipt-in-use": "---",
};

const codes = Object.keys(failureTable).filter(isFailureCode);
const kinds: readonly CallKind[] = ["read", "repeatable", "once"];

describe("repeating a call in the same run", () => {
  it.each(codes)("after %s is decided by the failure table and the port", (code) => {
    const decisions = kinds.map((kind) => (mayRepeat(code, kind) ? "+" : "-")).join("");
    assert.equal(decisions, expected[code]);
  });

  it("never happens where the failure table leaves it to a later run", () => {
    const impatient = codes.filter(
      (code) => failureTable[code].retry !== "in-run" && kinds.some((kind) => mayRepeat(code, kind)),
    );
    assert.deepEqual(impatient, []);
  });
});
