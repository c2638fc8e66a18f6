import { createHash } from "node:crypto";
import { answerConsent, type SheetsEmulator, scopes } from "@attendance-export/emulator-sheets";
import { openTestBench, type TestBench } from "./test-bench.ts";
import { type Answered, post } from "./token-requests.ts";

export const redirectUri = "http://localhost:4000/callback";
export const verifier = "v".repeat(64);
/** The S256 challenge of `verifier`. */
export const challenge = createHash("sha256").update(verifier).digest("base64url");

/** A test bench whose client has `redirectUri`, and a name that has to be escaped. */
export const openAuthorizationBench = async (): Promise<TestBench> => {
  const opened = await openTestBench();
  const { accounts } = opened.emulator;
  accounts.changeClient(accounts.client.clientId, {
    redirectUris: [redirectUri],
    appName: "Attendance <Export>",
  });
  return opened;
};

/** Parameters to change in a request that would be granted; undefined leaves one out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Where the app sends the person to ask for offline access. */
export function authorizationUrl({ url, accounts }: SheetsEmulator, changes: Query = {}): string {
  const query: Query = {
    client_id: accounts.client.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: `openid email ${scopes.spreadsheets} ${scopes.driveFile}`,
    access_type: "offline",
    state: "s t&te=1",
    ...changes,
  };
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${url}/o/oauth2/v2/auth?${new URLSearchParams(given)}`;
}

/** Exchanges the code in `form` for tokens, as the emulator's first client unless `form` says otherwise. */
export const exchange = (
  emulator: SheetsEmulator,
  form: Readonly<Record<string, string>>,
): Promise<Answered> => {
  const { clientId, clientSecret } = emulator.accounts.client;
  return post(emulator, "/token", {
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "authorization_code",
    redirect_uri: redirectUri,
    ...form,
  });
};

/** The code that comes back once `email` has agreed on the consent page. */
export const codeFor = async (
  emulator: SheetsEmulator,
  changes: Query = {},
  email = "eve@example.com",
): Promise<string> =>
  (await answerConsent(authorizationUrl(emulator, changes), { email })).searchParams.get("code") ?? "";
