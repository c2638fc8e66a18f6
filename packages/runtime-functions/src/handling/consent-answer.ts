import { z } from "zod";

/** Longer than anything Google sends. */
const LONGEST = 2_048;
const text = (what: string) => z.string(what).min(1, what).max(LONGEST, what);

/** What the browser brings back from Google's consent page; `authCode` is seed 001's name for Google's `code`. */
export const consentAnswer = z.object({
  state: text("The state of the consent is missing."),
  authCode: text("Google's code cannot be empty.")
    .optional()
    .transform((code) => code),
  error: text("Google's error cannot be empty.")
    .optional()
    .transform((error) => error),
});
