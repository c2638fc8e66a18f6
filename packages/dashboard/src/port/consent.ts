import type { ConsentOutcome } from "../model/consent-outcome.ts";

/** An outcome, and the tenant that it is about where the answer names it. */
export interface FinishedConsent {
  readonly tenant: string | undefined;
  readonly outcome: ConsentOutcome;
}

/** The way to Google's consent page and back. Rejects with a `CallFailure` and nothing else. */
export interface Consent {
  /** The address of Google's page, good for ten minutes and one answer. Each call makes a new one. */
  begin(tenant: string): Promise<string>;
  /** What came of it, by what the address says that Google sent the browser back to. Never called twice with the same one. */
  finish(answer: URLSearchParams): Promise<FinishedConsent>;
}
