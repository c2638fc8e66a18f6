import {
  GoogleOAuthAccess,
  GoogleSheetsApi,
  type GoogleSheetsOptions,
} from "@attendance-export/adapter-sheets";
import type { Clock, CredentialVault } from "@attendance-export/core";
import type { Settings } from "./settings.ts";
import { storedRefreshToken } from "./stored-refresh-token.ts";
import type { Stores } from "./stores.ts";

type Timeouts = NonNullable<GoogleSheetsOptions["timeoutsMs"]>;

/** Google Sheets with the refresh tokens that are kept. */
export const openGoogleSheets =
  (settings: Settings, timeoutsMs: Timeouts) =>
  ({ credentials }: Stores, vault: CredentialVault, clock: Clock): GoogleSheetsApi =>
    new GoogleSheetsApi({
      ...ofInstallation(settings),
      refreshToken: storedRefreshToken(credentials, vault),
      clock,
      timeoutsMs,
    });

/** Google's consent page and what stands behind it. */
export const openGoogleAccess =
  (settings: Settings, { token: timeoutMs }: Required<Pick<Timeouts, "token">>) =>
  (clock: Clock): GoogleOAuthAccess =>
    new GoogleOAuthAccess({
      ...ofInstallation(settings),
      redirectUri: settings.googleRedirectUrl,
      clock,
      timeoutMs,
    });

const ofInstallation = ({ googleClientId, googleEmulatorUrl: url, secrets }: Settings) => ({
  client: { id: googleClientId, secret: secrets.googleClientSecret() },
  ...(url === undefined
    ? {}
    : {
        endpoints: {
          sheetsUrl: `${url}/`,
          tokenUrl: `${url}/token`,
          consentUrl: `${url}/o/oauth2/v2/auth`,
          revokeUrl: `${url}/revoke`,
        },
      }),
});
