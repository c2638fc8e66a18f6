import { failureTable, type ReconnectOutcome } from "@attendance-export/core";
import type { CallableRequest } from "firebase-functions/v2/https";
import { HttpsError } from "firebase-functions/v2/https";
import { describe, expect, it } from "vitest";
import { adminOf } from "./admin-of.ts";
import { consentAnswer } from "./consent-answer.ts";
import { reconnectError } from "./reconnect-error.ts";

const authOf = (token: object) => ({ uid: "ada", token, rawToken: "" }) as unknown as CallableRequest["auth"];

const codeOf = (call: () => unknown): string => {
  try {
    call();
  } catch (thrown) {
    if (thrown instanceof HttpsError) return thrown.code;
    throw thrown;
  }
  return "none";
};

describe("who calls", () => {
  it("is an admin by the claims of the token", () => {
    expect(adminOf(authOf({ role: "admin", tenantId: "school-north" }))).toEqual({
      uid: "ada",
      tenantId: "school-north",
    });
  });

  it.each([
    [undefined, "unauthenticated"],
    [{}, "permission-denied"],
    [{ role: "admin" }, "permission-denied"],
    [{ role: "staff", tenantId: "school-north" }, "permission-denied"],
    [{ role: ["admin"], tenantId: "school-north" }, "permission-denied"],
    [{ role: "admin", tenantId: "a/../b" }, "permission-denied"],
    [{ role: "admin", tenantId: "" }, "permission-denied"],
    [{ role: "admin", tenantId: 7 }, "permission-denied"],
  ])("is refused with the token %j: %s", (token, code) => {
    expect(codeOf(() => adminOf(token === undefined ? undefined : authOf(token)))).toBe(code);
  });
});

describe("a consent that changed nothing", () => {
  it.each<[Exclude<ReconnectOutcome["status"], "reconnected" | "linked">, string]>([
    ["denied", "cancelled"],
    ["state-unknown", "failed-precondition"],
    ["state-foreign", "permission-denied"],
    ["code-refused", "invalid-argument"],
    ["scope-missing", "failed-precondition"],
    ["unlinked", "not-found"],
    ["overtaken", "aborted"],
    ["cannot-edit", "failed-precondition"],
    ["cannot-link", "failed-precondition"],
  ])("because of %s is told as %s, with a sentence and its reason", (status, code) => {
    const outcome =
      status === "cannot-edit" || status === "cannot-link"
        ? { status, accountEmail: "office@example.org", code: "edit-denied" as const }
        : { status };
    const error = reconnectError(outcome);
    expect(error).toMatchObject({ code, details: { reason: status } });
    expect(error.message).toMatch(/^[A-Z].{20,}\.$/);
  });

  it("because the account may not edit says which account, and what is wrong with it", () => {
    const outcome = {
      status: "cannot-edit",
      accountEmail: "office@example.org",
      code: "tab-missing",
    } as const;
    expect(reconnectError(outcome)).toMatchObject({
      message: failureTable["tab-missing"].admin,
      details: { accountEmail: "office@example.org", code: "tab-missing" },
    });
  });
});

describe("the answer of a consent page", () => {
  it("is a state with a code or an error", () => {
    expect(consentAnswer.parse({ state: "s", authCode: "4/0A" })).toEqual({ state: "s", authCode: "4/0A" });
    expect(consentAnswer.parse({ state: "s", error: "access_denied" })).toEqual({
      state: "s",
      error: "access_denied",
    });
  });

  it.each([
    null,
    "4/0A",
    {},
    { authCode: "4/0A" },
    { state: "" },
    { state: 1 },
    { state: "s".repeat(3_000) },
  ])("is refused as %j", (answer) => {
    expect(consentAnswer.safeParse(answer).success).toBe(false);
  });
});
