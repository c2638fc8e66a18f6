import type { GoogleAnswer } from "./google-answer.ts";

/**
 * What stands as the `cause` of a failure, instead of the client's own error: that one carries the whole request, and with
 * it the refresh token, the access token and the rows, in clear and in places that a redactor misses.
 */
export class GoogleError extends Error {
  override readonly name = "GoogleError";
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** `INVALID_ARGUMENT`, `invalid_grant`, or the network's own code (`ECONNRESET`). */
  readonly code: string;
  readonly reasons: readonly string[];
  readonly violations: readonly string[];

  constructor(message: string, answer: Partial<GoogleAnswer> & { readonly code: string }) {
    super(message);
    this.status = answer.status;
    this.code = answer.code;
    this.reasons = answer.reasons ?? [];
    this.violations = answer.violations ?? [];
  }
}

/** Takes the secrets out of a text, should somebody have quoted one. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((kept, secret) => (secret === "" ? kept : kept.replaceAll(secret, "[redacted]")), text);
