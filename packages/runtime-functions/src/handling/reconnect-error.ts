import { failureKind, type ReconnectOutcome } from "@attendance-export/core";
import { type FunctionsErrorCode, HttpsError } from "firebase-functions/v2/https";

type Refused = Exclude<ReconnectOutcome, { status: "reconnected" | "linked" }>;
type Plain = Exclude<Refused, { status: "cannot-edit" | "cannot-link" }>["status"];

const START_AGAIN = "Start again with Reconnect Google";

/** For each outcome the code that a client can tell apart, and the sentence for the admin. */
const refusals: Readonly<Record<Plain, readonly [FunctionsErrorCode, string]>> = {
  denied: ["cancelled", `You did not allow access at Google. ${START_AGAIN}.`],
  "state-unknown": ["failed-precondition", `This consent was used before or took too long. ${START_AGAIN}.`],
  "state-foreign": ["permission-denied", `Somebody else began this consent. ${START_AGAIN}.`],
  "code-refused": [
    "invalid-argument",
    `Google did not accept the answer of its consent page. ${START_AGAIN}.`,
  ],
  "scope-missing": [
    "failed-precondition",
    `A permission was left unticked. ${START_AGAIN} and tick every box.`,
  ],
  unlinked: ["not-found", "There is no linked sheet to reconnect. Link one first."],
  overtaken: ["aborted", "Another reconnect was faster. Look at the link's state before you start again."],
};

/** Why a reconnect changed nothing, as the browser gets it; `details.reason` is the outcome's own name. */
export const reconnectError = (outcome: Refused): HttpsError => {
  if (outcome.status !== "cannot-edit" && outcome.status !== "cannot-link") {
    const [code, message] = refusals[outcome.status];
    return new HttpsError(code, message, { reason: outcome.status });
  }
  const { status: reason, accountEmail, code } = outcome;
  return new HttpsError("failed-precondition", failureKind(code).admin, {
    reason,
    accountEmail,
    code,
  });
};
