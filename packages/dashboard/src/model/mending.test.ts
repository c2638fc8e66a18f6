import { failureKind, failureTable, isFailureCode } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { consentStatus, isGood, outcomeWords } from "./consent-outcome.ts";
import { mendingsOf } from "./mending.ts";

const ofLinks = Object.keys(failureTable)
  .filter(isFailureCode)
  .filter((code) => failureKind(code).blame === "link");

/** What the admin's sentence asks for, by the words that it uses for it. */
const asks = [
  [/Click Reconnect Google|click Reconnect Google/, ["reconnect"]],
  [/link another sheet|link a new sheet|link the result|link the sheet again/, ["choose-sheet"]],
  [/Share the sheet/, ["share"]],
  [/click Sync now/, ["sync"]],
  [/list of set-aside records/, ["set-aside"]],
  [/remove the protection|Delete unused tabs|File › Save/, ["open-sheet"]],
] as const;

describe("what mends a link", () => {
  it.each(ofLinks)("by %s is all that its sentence asks for", (code) => {
    const wanted = asks
      .filter(([words]) => words.test(failureKind(code).admin))
      .flatMap(([, mending]) => mending);
    expect(wanted.length, "the sentence asks for something that is known here").toBeGreaterThan(0);
    expect(mendingsOf(code)).toEqual(expect.arrayContaining(wanted));
  });

  it("is another consent where the code is unknown, or there is none", () => {
    expect([mendingsOf("of-tomorrow"), mendingsOf(null)]).toEqual([["reconnect"], ["reconnect"]]);
  });
});

describe("what a consent came to", () => {
  it.each([
    ["denied", "You did not give consent"],
    ["state-unknown", "was used before or took too long"],
    ["state-foreign", "Somebody else began"],
    ["code-refused", "did not accept"],
    ["scope-missing", "tick every box"],
    ["unlinked", "no linked sheet"],
    ["overtaken", "Another consent was faster"],
    ["try-again", "Google did not answer"],
    ["no-answer", "nobody knows"],
  ] as const)("is said for %s, and is no success", (status, words) => {
    expect(outcomeWords({ status })).toContain(words);
    expect(isGood({ status })).toBe(false);
  });

  it("names the account that may not edit, and says that nothing was changed", () => {
    const words = outcomeWords({ status: "cannot-edit", account: "me@home.example", code: "access-denied" });
    expect(words).toBe(
      "me@home.example may not edit this sheet, so nothing was changed. Share the sheet with it as Editor, or choose another account.",
    );
    expect(outcomeWords({ status: "cannot-link", code: "sheet-full" })).toContain("10 million cells");
  });

  it("is unknown for a word that nobody knows, and never a success by accident", () => {
    for (const text of [null, undefined, "", "success", "__proto__", "constructor"])
      expect(consentStatus(text)).toBe("no-answer");
    expect(consentStatus("reconnected")).toBe("reconnected");
  });
});
