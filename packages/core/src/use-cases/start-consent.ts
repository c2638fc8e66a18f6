import type { TenantId } from "../model/ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConsentStore, LinkChoice } from "../ports/consent-store.ts";
import type { GoogleAccess } from "../ports/google-access.ts";
import type { Ids } from "../ports/ids.ts";
import type { LinkedSheetStore } from "../ports/linked-sheet-store.ts";

export interface ConsentPorts {
  readonly links: LinkedSheetStore;
  readonly google: GoogleAccess;
  readonly consents: ConsentStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Long enough to find the right account's password, too short to be of use to anybody else. */
const CONSENT_MS = 10 * 60_000;

/** Sends an admin to Google's consent page, with a state that only this admin of this tenant can bring back, once. */
export class StartConsent {
  readonly #ports: ConsentPorts;

  constructor(ports: ConsentPorts) {
    this.#ports = ports;
  }

  /** To reconnect what is linked, or, given a choice, to link that; which of them is kept with the state. */
  async execute(
    tenantId: TenantId,
    adminId: string,
    choice: LinkChoice | null = null,
  ): Promise<{ readonly url: string }> {
    const { links, google, consents, clock, ids } = this.#ports;
    const state = ids.fresh() + ids.fresh();
    // Three, since PKCE wants 43 to 128 characters (RFC 7636 §4.1).
    const verifier = ids.fresh() + ids.fresh() + ids.fresh();
    const present = await links.load(tenantId);
    const now = clock.now();
    await consents.keep(
      { stateDigest: ids.digest(state), tenantId, adminId, verifier, expiresAt: now + CONSENT_MS, choice },
      now,
    );
    // RFC 7636 wants base64url(SHA-256(verifier)), which is what `digest` promises to production adapters.
    const challenge = ids.digest(verifier);
    // Another sheet may well be another account's.
    const accountEmail = choice === null ? present?.link.accountEmail : undefined;
    return { url: await google.consentUrl({ state, challenge, accountEmail }) };
  }
}
