import assert from "node:assert/strict";
import type { Grant } from "../../model/linked-sheet.ts";
import type { Guarantee } from "../contract.ts";
import { leakOf } from "./leak-of.ts";
import { failureOf, outcome } from "./outcome.ts";
import { type SpreadsheetWorld, TOLD_TO_WAIT_MS, type Trouble, troubleCodes } from "./spreadsheet-world.ts";
import { changingNothing } from "./truth-of.ts";

/** One method of the port under test; `turn` counts the calls of a guarantee, for methods that must not repeat. */
export type PortCall<Subject> = (subject: Subject, grant: Grant, turn: number) => Promise<unknown>;

const NOTHING_DONE = [
  "unreachable",
  "dropped",
  "error-before",
  "rate-limited",
  "rate-limited-with-wait",
  "unauthenticated",
  "access-denied",
  "spreadsheet-not-found",
] as const satisfies readonly Trouble[];

/** What every sheet port owes its caller when the service will not serve it; the same sentences for each of its methods. */
export const inabilityOf = <Subject extends SpreadsheetWorld>(calls: readonly PortCall<Subject>[]) => {
  const meets = async (subject: Subject, trouble: Trouble): Promise<void> => {
    for (const call of calls) {
      await subject.lever.next(trouble);
      const met = await changingNothing(subject, () => failureOf(() => call(subject, subject.grant, 1)));
      assert.equal(met.code, troubleCodes[trouble]);
      assert.equal(met.retryAfterMs, trouble === "rate-limited-with-wait" ? TOLD_TO_WAIT_MS : undefined);
    }
  };
  const withdrawn = async (subject: Subject, grant: Grant, turn: number): Promise<void> => {
    for (const call of calls)
      assert.equal((await failureOf(() => call(subject, grant, turn))).code, "access-revoked");
  };
  const served = async (subject: Subject, grant: Grant, turn: number): Promise<void> => {
    for (const call of calls)
      assert.doesNotMatch(await outcome(() => call(subject, grant, turn)), /^rejected/);
  };

  return {
    "tells that the service cannot be reached": (subject) => meets(subject, "unreachable"),
    "tells that a broken connection gave no answer": (subject) => meets(subject, "dropped"),
    "tells that the service has an error of its own": (subject) => meets(subject, "error-before"),
    "tells that the quota is spent": (subject) => meets(subject, "rate-limited"),
    "tells for how long the service asks to wait": (subject) => meets(subject, "rate-limited-with-wait"),
    "tells that the service no longer accepts the connection": (subject) => meets(subject, "unauthenticated"),
    "tells that the account may not use the spreadsheet": (subject) => meets(subject, "access-denied"),
    "tells that there is no such spreadsheet": (subject) => meets(subject, "spreadsheet-not-found"),

    "tells that access was withdrawn, also after it worked": async (subject) => {
      await served(subject, subject.grant, 1);
      await subject.lever.withdraw(subject.grant);
      await withdrawn(subject, subject.grant, 2);
    },

    "serves a new version of a grant and still not the old one": async (subject) => {
      await served(subject, subject.grant, 1);
      await subject.lever.withdraw(subject.grant);
      const renewed = await subject.lever.reconnect(subject.grant);
      await served(subject, renewed, 2);
      await withdrawn(subject, subject.grant, 3);
    },

    "does not serve a withdrawn version by the token of another": async (subject) => {
      const renewed = await subject.lever.reconnect(subject.grant);
      await subject.lever.withdraw(renewed);
      await served(subject, subject.grant, 1);
      await withdrawn(subject, renewed, 2);
    },

    "shows no token or secret in any failure": async (subject) => {
      for (const trouble of NOTHING_DONE)
        for (const call of calls) {
          await subject.lever.next(trouble);
          const met = await failureOf(() => call(subject, subject.grant, 1));
          assert.equal(leakOf(met, subject.secrets()), undefined);
        }
      await subject.lever.withdraw(subject.grant);
      for (const call of calls) {
        const met = await failureOf(() => call(subject, subject.grant, 1));
        assert.equal(leakOf(met, subject.secrets()), undefined);
      }
    },
  } satisfies Readonly<Record<string, Guarantee<Subject>>>;
};

/** The sentences that all sheet ports share. */
export type InabilitySentence = keyof ReturnType<typeof inabilityOf>;
