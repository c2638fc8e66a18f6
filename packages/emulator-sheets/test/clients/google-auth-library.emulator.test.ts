import {
  answerConsent,
  googleFetch,
  type SheetsEmulator,
  scopes,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { CodeChallengeMethod, JWT, OAuth2Client } from "google-auth-library";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkWatchedCalls, watchCall } from "../discovery-watch.ts";

const redirectUri = "http://localhost:4000/callback";
let emulator: SheetsEmulator;

beforeEach(async () => {
  emulator = await startSheetsEmulator({ seed: 7, observe: watchCall });
  const { accounts } = emulator;
  accounts.changeClient(accounts.client.clientId, { redirectUris: [redirectUri] });
});
afterEach(async () => {
  await emulator.close();
  checkWatchedCalls();
});

function oauthClient(): OAuth2Client {
  const { url, accounts } = emulator;
  const { clientId, clientSecret } = accounts.client;
  return new OAuth2Client({
    clientId,
    clientSecret,
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/token`,
      oauth2RevokeUrl: `${url}/revoke`,
      tokenInfoUrl: `${url}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
      oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
    },
  });
}

async function connect(client: OAuth2Client, email = "eve@example.com"): Promise<void> {
  const { codeVerifier, codeChallenge = "" } = await client.generateCodeVerifierAsync();
  const url = client.generateAuthUrl({
    access_type: "offline",
    prompt: "consent",
    scope: ["openid", "email", scopes.spreadsheets],
    state: "state-1",
    code_challenge: codeChallenge,
    code_challenge_method: CodeChallengeMethod.S256,
  });
  const back = await answerConsent(url, { email });
  expect(back.searchParams.get("state")).toBe("state-1");
  const { tokens } = await client.getToken({ code: back.searchParams.get("code") ?? "", codeVerifier });
  client.setCredentials(tokens);
}

describe("google-auth-library", () => {
  it("connects an account with PKCE, verifies who it is, refreshes and revokes", async () => {
    const client = oauthClient();
    await connect(client);
    const { clientId } = emulator.accounts.client;
    const ticket = await client.verifyIdToken({
      idToken: client.credentials.id_token ?? "",
      audience: clientId,
    });
    expect(ticket.getPayload()).toMatchObject({ email: "eve@example.com", email_verified: true });
    const first = client.credentials.access_token;
    await client.refreshAccessToken();
    expect(client.credentials.access_token).not.toBe(first);
    const info = await client.getTokenInfo(client.credentials.access_token ?? "");
    expect(info).toMatchObject({
      email: "eve@example.com",
      aud: clientId,
      scopes: expect.arrayContaining(["openid"]),
    });
    const id = emulator.people.createSpreadsheet("eve@example.com", "Register");
    const { status } = await client.request({ url: `${emulator.url}/v4/spreadsheets/${id}` });
    expect(status).toBe(200);
    await client.revokeToken(client.credentials.refresh_token ?? "");
    await expect(client.refreshAccessToken()).rejects.toMatchObject({
      response: { data: { error: "invalid_grant", error_description: "Token has been expired or revoked." } },
    });
  });

  it("refreshes by itself when the access token has expired", async () => {
    const client = oauthClient();
    await connect(client);
    const id = emulator.people.createSpreadsheet("eve@example.com", "Register");
    emulator.accounts.expireAccessTokens("eve@example.com");
    client.setCredentials({ ...client.credentials, expiry_date: 1 });
    const { status } = await client.request({ url: `${emulator.url}/v4/spreadsheets/${id}` });
    expect(status).toBe(200);
    expect(emulator.calls.count({ method: "token" })).toBe(2);
  });

  it("tries the token endpoint again after a 502 in HTML", async () => {
    const client = oauthClient();
    await connect(client);
    emulator.faults.arm({ do: "refuse", answer: "bad gateway" }, { on: { service: "oauth" } });
    await client.refreshAccessToken();
    expect(emulator.calls.count({ method: "token" })).toBe(3);
  });

  it("signs in as a service account", async () => {
    const key = emulator.accounts.addServiceAccount("exporter");
    const id = emulator.people.createSpreadsheet("ada@example.com", "Register");
    emulator.people.share(id, key.client_email);
    const client = new JWT({
      email: key.client_email,
      key: key.private_key,
      keyId: key.private_key_id,
      scopes: [scopes.spreadsheets],
      transporterOptions: { fetchImplementation: googleFetch(emulator.url) },
    });
    const { data } = await client.request<{ properties: unknown }>({
      url: `https://sheets.googleapis.com/v4/spreadsheets/${id}?fields=properties.title`,
    });
    expect(data.properties).toEqual({ title: "Register" });
  });
});
