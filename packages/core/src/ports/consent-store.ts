import type { SpreadsheetId, TenantId } from "../model/ids.ts";
import type { SheetTemplate } from "../model/template.ts";
import type { EpochMs, TimeZone } from "../model/time.ts";

/** What an admin wants to link, once the consent for it is there. */
export interface LinkChoice {
  /** Adopt this file, or make a new one with this title. */
  readonly spreadsheet: { readonly id: SpreadsheetId } | { readonly title: string };
  readonly tabTitle: string;
  readonly timeZone: TimeZone;
  readonly template: SheetTemplate;
}

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
  /**
   * What the answer is for: to link this, or, with null, to reconnect what is linked. Kept here and nowhere else, so that no
   * browser can change it on the way.
   */
  readonly choice: LinkChoice | null;
}

/** Keeps consents between the question and the answer. Rejects with a `PortFailure` and nothing else. */
export interface ConsentStore {
  /** Repeating changes nothing. Drops consents of the tenant that expired before `now`. */
  keep(consent: PendingConsent, now: EpochMs): Promise<void>;
  /** Gives the consent out once: of two at the same time one gets it, and a repeat gets `undefined`. */
  take(stateDigest: string): Promise<PendingConsent | undefined>;
}
