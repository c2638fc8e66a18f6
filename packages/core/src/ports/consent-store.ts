import type { TenantId } from "../model/ids.ts";
import type { EpochMs } from "../model/time.ts";

/** A consent that was begun and not answered yet. */
export interface PendingConsent {
  /** Digest of the state; the state itself is known to the browser alone. */
  readonly stateDigest: string;
  readonly tenantId: TenantId;
  /** Who began it; nobody else may finish it. */
  readonly adminId: string;
  /** PKCE verifier. */
  readonly verifier: string;
  readonly expiresAt: EpochMs;
}

/** Keeps consents between the question and the answer. Rejects with a `PortFailure` and nothing else. */
export interface ConsentStore {
  /** Repeating changes nothing. Drops consents of the tenant that expired before `now`. */
  keep(consent: PendingConsent, now: EpochMs): Promise<void>;
  /** Gives the consent out once: of two at the same time one gets it, and a repeat gets `undefined`. */
  take(stateDigest: string): Promise<PendingConsent | undefined>;
}
