import { isPortFailure } from "../failures/port-failure.ts";
import type { TenantId } from "../model/ids.ts";
import type { LinkChoice } from "../ports/consent-store.ts";
import type { GrantedAccess } from "../ports/google-access.ts";
import type { ConsentPorts } from "./start-consent.ts";

/** What the browser brings back from Google's consent page. */
export interface ConsentAnswer {
  readonly tenantId: TenantId;
  readonly adminId: string;
  readonly state: string;
  /** Google's code, or its error (`access_denied`). */
  readonly code: string | undefined;
  readonly error: string | undefined;
}

/**
 * Why an answer is not accepted; nothing was changed.
 *
 * - `denied`: the admin said no. `state-unknown`: never asked, used before, or too late. `state-foreign`: somebody else's.
 * - `code-refused`: Google does not take the code. `scope-missing`: a permission was left unticked.
 */
export type ConsentRefusal = "denied" | "state-unknown" | "state-foreign" | "code-refused" | "scope-missing";

export type Consented =
  | { readonly status: "granted"; readonly access: GrantedAccess; readonly choice: LinkChoice | null }
  | { readonly status: ConsentRefusal };

/** Checks an answer and exchanges its code. The state is used up first, whatever comes of it: a replay finds nothing. */
export const acceptAnswer = async (
  { google, consents, clock, ids }: Omit<ConsentPorts, "links">,
  answer: ConsentAnswer,
): Promise<Consented> => {
  const pending = await consents.take(ids.digest(answer.state));
  if (pending === undefined || pending.expiresAt <= clock.now()) return { status: "state-unknown" };
  // Bound to tenant and admin: a code that an attacker got for an own account must not end up on this tenant's link.
  if (pending.tenantId !== answer.tenantId || pending.adminId !== answer.adminId)
    return { status: "state-foreign" };
  if (answer.code === undefined)
    return { status: answer.error === "access_denied" ? "denied" : "code-refused" };
  try {
    const access = await google.exchange({ code: answer.code, verifier: pending.verifier });
    const missing = google.requiredScopes.some((scope) => !access.scopes.includes(scope));
    return missing ? { status: "scope-missing" } : { status: "granted", access, choice: pending.choice };
  } catch (failure) {
    if (isPortFailure(failure) && failure.code === "code-refused") return { status: "code-refused" };
    throw failure;
  }
};
