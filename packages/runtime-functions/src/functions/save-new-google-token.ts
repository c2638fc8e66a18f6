import { onCall } from "firebase-functions/v2/https";
import { consentOptions } from "../function-options.ts";
import { consentAnswer } from "../handling/consent-answer.ts";
import { handleCall } from "../handling/handle-call.ts";
import { reconnectError } from "../handling/reconnect-error.ts";

/** Seed 001, steps 9 and 10: takes the answer of Google's consent page and heals the link. */
export const saveNewGoogleToken = onCall(
  consentOptions,
  handleCall(
    "saveNewGoogleToken",
    consentAnswer,
    async ({ authCode, ...answer }, { admin, application, log }) => {
      const { tenantId, uid: adminId } = admin;
      const outcome = await application
        .reconnectSheet()
        .execute({ ...answer, tenantId, adminId, code: authCode });
      log.info(`A consent was answered: ${outcome.status}.`, {
        event: "consent.answered",
        outcome: outcome.status,
      });
      if (outcome.status !== "reconnected" && outcome.status !== "linked") throw reconnectError(outcome);
      return { success: true, accountEmail: outcome.accountEmail, outcome: outcome.status };
    },
  ),
);
