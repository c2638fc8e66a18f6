import { invalidGrant, type TokenRefusal, tokenRefusal } from "../accounts/token-answer.ts";
import type { CannedAnswer } from "../faults/canned-answer.ts";

function answerOf({ httpStatus, error, description, subtype }: TokenRefusal): CannedAnswer {
  const body = {
    error,
    error_description: description,
    ...(subtype === undefined ? {} : { error_subtype: subtype }),
  };
  return { status: httpStatus, body };
}

/**
 * What the token endpoint can answer, for faults that should not wait for the state of accounts to bring them about:
 * `faults.arm({ do: "refuse", answer: tokenAnswers.revoked }, { on: { service: "oauth" } })`.
 */
export const tokenAnswers = {
  revoked: answerOf(invalidGrant("Token has been expired or revoked.")),
  "bad request": answerOf(invalidGrant("Bad Request")),
  "account deleted": answerOf(invalidGrant("Account has been deleted")),
  "session policy": answerOf(invalidGrant("reauth related error (invalid_rapt)", "invalid_rapt")),
  "wrong clock": answerOf(
    invalidGrant(
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
    ),
  ),
  "client unknown": answerOf(tokenRefusal(401, "invalid_client", "The OAuth client was not found.")),
  "client deleted": answerOf(tokenRefusal(401, "deleted_client", "The OAuth client was deleted.")),
  "client unauthorized": answerOf(tokenRefusal(401, "unauthorized_client", "Unauthorized")),
} as const;
