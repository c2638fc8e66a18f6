import type { Accounts } from "../accounts/accounts.ts";
import type { EmulatorClock } from "../time/clock.ts";
import type { AuthorizationCodes } from "./authorization-codes.ts";
import type { IdTokens } from "./id-tokens.ts";

/** All that the OAuth endpoints work with. */
export interface OAuthServices {
  readonly accounts: Accounts;
  readonly codes: AuthorizationCodes;
  readonly idTokens: IdTokens;
  readonly clock: EmulatorClock;
}
