import type { CannedAnswer } from "../faults/canned-answer.ts";
import { DriveError } from "./drive-error.ts";

const answerOf = (error: DriveError): CannedAnswer => ({ status: error.httpStatus, body: error.toBody() });

const userRateLimit =
  "User Rate Limit Exceeded. Rate of requests for user exceed configured project quota, you may consider re-evaluating expected per-user traffic to the API and adjust project quota limits accordingly.";

/** What Drive answers when it is asked too much, for faults: `faults.arm({ do: "refuse", then: driveAnswers["user rate limit"] }, …)`. */
export const driveAnswers = {
  "user rate limit": answerOf(
    new DriveError(403, "userRateLimitExceeded", userRateLimit, {
      domain: "usageLimits",
      detail: "User Rate Limit Exceeded",
    }),
  ),
  "rate limit": answerOf(
    new DriveError(403, "rateLimitExceeded", "Rate Limit Exceeded", { domain: "usageLimits" }),
  ),
  "backend error": answerOf(new DriveError(500, "backendError", "Backend Error")),
} as const;
