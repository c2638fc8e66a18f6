import type { ReconnectOutcome } from "@attendance-export/core";
import { sentenceOfCode } from "./mending.ts";

/**
 * `linked`, `cannot-link`: the consent was the first step of linking a sheet. `try-again`: Google or the store did not answer,
 * and nothing was changed. `no-answer`: the call failed, so nobody knows.
 */
export type ConsentStatus = ReconnectOutcome["status"] | "linked" | "cannot-link" | "try-again" | "no-answer";

/** What came of a consent at Google. */
export interface ConsentOutcome {
  readonly status: ConsentStatus;
  readonly account?: string;
  /** Why the account cannot edit the sheet, or a link could not be made: a failure's code. */
  readonly code?: string;
  /** The server's own sentence, for what this page does not know. */
  readonly message?: string;
}

/** Said of an account that had the right before; of another one they would be untrue. */
const OF_THE_PRESENT_ACCOUNT: ReadonlySet<string | undefined> = new Set(["access-denied", "edit-denied"]);

const AGAIN = "Nothing was changed. Click Reconnect Google to start again.";

type Plain = Exclude<ConsentStatus, "reconnected" | "linked" | "cannot-edit" | "cannot-link">;

const refusals: Readonly<Record<Plain, string>> = {
  denied: `You did not give consent at Google. ${AGAIN}`,
  "state-unknown": `This consent was used before or took too long. ${AGAIN}`,
  "state-foreign": `Somebody else began this consent. ${AGAIN}`,
  "code-refused": `Google did not accept the answer of its consent page. ${AGAIN}`,
  "scope-missing":
    "A permission was left unticked at Google. Nothing was changed. Click Reconnect Google and tick every box.",
  unlinked: "There is no linked sheet to reconnect. Link one first.",
  overtaken: "Another consent was faster, and holds. You need do nothing.",
  "try-again": "Google did not answer, so nothing was changed. Try again in a moment.",
  "no-answer":
    "The server could not be asked, so nobody knows whether the consent counts. Look at the badge before you start again.",
};

export const isGood = ({ status }: ConsentOutcome): boolean =>
  status === "reconnected" || status === "linked";

const isRefusal = (status: string): status is keyof typeof refusals => Object.hasOwn(refusals, status);

/** What is told of an outcome: what happened, what was changed, what to do. */
export const outcomeWords = ({ status, account, code, message }: ConsentOutcome): string => {
  const who = account ?? "This account";
  if (status === "reconnected")
    return `Connected again${account === undefined ? "" : ` with ${account}`}. What was waiting is on its way.`;
  if (status === "linked")
    return `Linked${account === undefined ? "" : ` with ${account}`}. The first export is on its way.`;
  if (status === "cannot-edit") {
    const why = OF_THE_PRESENT_ACCOUNT.has(code) ? undefined : sentenceOfCode(code ?? null);
    return `${who} may not edit this sheet, so nothing was changed. ${why ?? "Share the sheet with it as Editor, or choose another account."}`;
  }
  if (status === "cannot-link") {
    const why = OF_THE_PRESENT_ACCOUNT.has(code) ? undefined : sentenceOfCode(code ?? null);
    return `The sheet could not be linked${account === undefined ? "" : ` with ${account}`}, so nothing was changed. ${why ?? "Choose another sheet or another account."}`;
  }
  return isRefusal(status) ? refusals[status] : (message ?? AGAIN);
};

const known: ReadonlySet<string> = new Set<ConsentStatus>([
  ...(Object.keys(refusals) as (keyof typeof refusals)[]),
  "reconnected",
  "linked",
  "cannot-edit",
  "cannot-link",
]);

/** A text from an address or an error as an outcome's name; what is unknown says that nobody knows. */
export const consentStatus = (text: string | null | undefined): ConsentStatus =>
  text !== null && text !== undefined && known.has(text) ? (text as ConsentStatus) : "no-answer";
