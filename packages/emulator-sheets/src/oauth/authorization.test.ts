import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";
import type { SheetsEmulator } from "../sheets-emulator.ts";
import { answerConsent } from "./answer-consent.ts";

const redirectUri = "http://localhost:4000/callback";
const verifier = "v".repeat(64);
const challenge = createHash("sha256").update(verifier).digest("base64url");

const bench = async (): Promise<TestBench> => {
  const opened = await openTestBench();
  const { accounts } = opened.emulator;
  accounts.changeClient(accounts.client.clientId, {
    redirectUris: [redirectUri],
    appName: "Attendance <Export>",
  });
  return opened;
};
afterEach(closeTestBenches);

type Query = Readonly<Record<string, string | undefined>>;

function authorizationUrl({ url, accounts }: SheetsEmulator, changes: Query = {}): string {
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

const exchange = async (
  { url, accounts }: SheetsEmulator,
  form: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const { clientId, clientSecret } = accounts.client;
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    grant_type: "authorization_code",
    redirect_uri: redirectUri,
    ...form,
  });
  const reply = await fetch(`${url}/token`, { method: "POST", body });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};

const codeFor = async (
  emulator: SheetsEmulator,
  changes: Query = {},
  email = "eve@example.com",
): Promise<string> =>
  (await answerConsent(authorizationUrl(emulator, changes), { email })).searchParams.get("code") ?? "";

describe("the consent page", () => {
  it("sends the code and the unchanged state back to the app", async () => {
    const { emulator } = await bench();
    const back = await answerConsent(authorizationUrl(emulator), { email: "eve@example.com" });
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      state: "s t&te=1",
      code: expect.stringMatching(/^4\/0/),
      scope: `openid ${scopes.email} ${scopes.spreadsheets} ${scopes.driveFile}`,
    });
  });

  it("sends access_denied back when the person cancels, with the state", async () => {
    const { emulator } = await bench();
    const back = await answerConsent(authorizationUrl(emulator), {
      email: "eve@example.com",
      decision: "deny",
    });
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "s t&te=1" });
  });

  it("gives no more than what stayed ticked", async () => {
    const { emulator } = await bench();
    const answer = { email: "eve@example.com", untick: [scopes.spreadsheets] };
    const back = await answerConsent(authorizationUrl(emulator), answer);
    const { body } = await exchange(emulator, { code: back.searchParams.get("code") ?? "" });
    expect(body.scope).toBe(`openid ${scopes.email} ${scopes.driveFile}`);
    const reply = await fetch(`${emulator.url}/v4/spreadsheets/x`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(reply.status).toBe(404);
  });

  it("counts unticking everything as a refusal", async () => {
    const { emulator } = await bench();
    const url = authorizationUrl(emulator, { scope: scopes.spreadsheets });
    const back = await answerConsent(url, { email: "eve@example.com", untick: [scopes.spreadsheets] });
    expect(back.searchParams.get("error")).toBe("access_denied");
  });

  it("escapes what the app calls itself and what accounts are called", async () => {
    const { emulator } = await bench();
    emulator.accounts.register("x@example.com", "<img src=x onerror=alert(1)>");
    const page = await (await fetch(authorizationUrl(emulator))).text();
    expect(page).toContain("Attendance &lt;Export&gt;");
    expect(page).toContain("&lt;img src=x");
    expect(page).not.toContain("<img");
  });

  it("keeps an app's redirect URI with its own query", async () => {
    const { emulator } = await bench();
    const uri = "http://localhost:4000/callback?tenant=7";
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { redirectUris: [uri] });
    const url = authorizationUrl(emulator, { redirect_uri: uri });
    const back = await answerConsent(url, { email: "eve@example.com" });
    expect(back.searchParams.get("tenant")).toBe("7");
    expect(back.searchParams.has("code")).toBe(true);
  });
});

describe("the authorization endpoint", () => {
  const cases: readonly [string, Query, number, string][] = [
    ["an unknown client", { client_id: "nobody" }, 401, "invalid_client"],
    ["a redirect URI with one more slash", { redirect_uri: `${redirectUri}/` }, 400, "redirect_uri_mismatch"],
    [
      "a redirect URI in other letters",
      { redirect_uri: redirectUri.toUpperCase() },
      400,
      "redirect_uri_mismatch",
    ],
    ["no redirect URI", { redirect_uri: undefined }, 400, "invalid_request"],
    ["no response type", { response_type: undefined }, 400, "invalid_request"],
    ["the implicit flow", { response_type: "token" }, 400, "unsupported_response_type"],
    ["no scope", { scope: "" }, 400, "invalid_request"],
    ["a scope that is not there", { scope: "openid everything" }, 400, "invalid_scope"],
    ["an unknown prompt", { prompt: "please" }, 400, "invalid_request"],
    ["prompt=none with another", { prompt: "none consent" }, 400, "invalid_request"],
    ["an unknown access type", { access_type: "forever" }, 400, "invalid_request"],
    ["a short code challenge", { code_challenge: "short" }, 400, "invalid_request"],
    [
      "an unknown challenge method",
      { code_challenge: challenge, code_challenge_method: "S512" },
      400,
      "invalid_request",
    ],
  ];
  it.each(cases)(
    "answers %s with an error page and sends nobody back",
    async (_what, changes, status, error) => {
      const { emulator } = await bench();
      const reply = await fetch(authorizationUrl(emulator, changes), { redirect: "manual" });
      expect(reply.status).toBe(status);
      expect(await reply.text()).toContain(`Error ${status}: ${error}`);
    },
  );

  it("refuses a deleted client", async () => {
    const { emulator } = await bench();
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { isDeleted: true });
    const reply = await fetch(authorizationUrl(emulator), { redirect: "manual" });
    expect([reply.status, (await reply.text()).includes("Error 401: deleted_client")]).toEqual([401, true]);
  });

  it("needs no page the second time, and gives no refresh token with it", async () => {
    const { emulator } = await bench();
    const first = await exchange(emulator, { code: await codeFor(emulator) });
    expect(first.body.refresh_token).toEqual(expect.any(String));
    const url = authorizationUrl(emulator, { login_hint: "eve@example.com" });
    const back = await fetch(url, { redirect: "manual" });
    const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const second = await exchange(emulator, { code });
    expect(second.body).not.toHaveProperty("refresh_token");
    const third = await exchange(emulator, { code: await codeFor(emulator, { prompt: "consent" }) });
    expect(third.body.refresh_token).toEqual(expect.any(String));
  });

  it("gives no refresh token for online access", async () => {
    const { emulator } = await bench();
    const code = await codeFor(emulator, { access_type: undefined, prompt: "consent" });
    expect((await exchange(emulator, { code })).body).not.toHaveProperty("refresh_token");
  });

  it("answers prompt=none with interaction_required until the person has agreed", async () => {
    const { emulator } = await bench();
    const url = authorizationUrl(emulator, { prompt: "none", login_hint: "eve@example.com" });
    const refused = await fetch(url, { redirect: "manual" });
    expect(new URL(refused.headers.get("location") ?? "").searchParams.get("error")).toBe(
      "interaction_required",
    );
    await codeFor(emulator);
    const agreed = await fetch(url, { redirect: "manual" });
    expect(new URL(agreed.headers.get("location") ?? "").searchParams.has("code")).toBe(true);
  });

  it("adds earlier scopes when the app asks for them", async () => {
    const { emulator } = await bench();
    await exchange(emulator, { code: await codeFor(emulator, { scope: scopes.spreadsheets }) });
    const code = await codeFor(emulator, { scope: scopes.driveFile, include_granted_scopes: "true" });
    expect((await exchange(emulator, { code })).body.scope).toBe(
      `${scopes.driveFile} ${scopes.spreadsheets}`,
    );
  });
});

describe("the exchange of a code", () => {
  it("gives tokens once, and refuses the code a second time", async () => {
    const { emulator } = await bench();
    const code = await codeFor(emulator);
    expect(await exchange(emulator, { code })).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", expires_in: 3_599, id_token: expect.stringMatching(/^ey.+\..+\..+/) },
    });
    expect(await exchange(emulator, { code })).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: "Bad Request" },
    });
  });

  it("refuses a code after ten minutes", async () => {
    const { emulator, clock } = await bench();
    const code = await codeFor(emulator);
    clock.advance(600_000);
    expect((await exchange(emulator, { code })).body.error).toBe("invalid_grant");
  });

  it("refuses a code for another client", async () => {
    const { emulator } = await bench();
    const code = await codeFor(emulator);
    const other = emulator.accounts.addClient("999");
    const form = { code, client_id: other.clientId, client_secret: other.clientSecret };
    expect((await exchange(emulator, form)).body).toEqual({
      error: "invalid_grant",
      error_description: "Bad Request",
    });
  });

  it("compares the redirect URI once more", async () => {
    const { emulator } = await bench();
    const code = await codeFor(emulator);
    expect(await exchange(emulator, { code, redirect_uri: "http://localhost:4000/other" })).toEqual({
      status: 400,
      body: { error: "redirect_uri_mismatch", error_description: "Bad Request" },
    });
  });

  const proofs: readonly [string, Query, Record<string, string>, string | undefined][] = [
    [
      "the verifier of an S256 challenge",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: verifier },
      undefined,
    ],
    [
      "the verifier of a plain challenge",
      { code_challenge: verifier },
      { code_verifier: verifier },
      undefined,
    ],
    [
      "no verifier",
      { code_challenge: challenge, code_challenge_method: "S256" },
      {},
      "Missing code verifier.",
    ],
    [
      "another verifier",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: "w".repeat(64) },
      "Invalid code verifier.",
    ],
    [
      "the challenge itself",
      { code_challenge: challenge, code_challenge_method: "S256" },
      { code_verifier: challenge },
      "Invalid code verifier.",
    ],
    [
      "a verifier that nobody asked for",
      {},
      { code_verifier: verifier },
      "code_verifier or verifier is not needed.",
    ],
  ];
  it.each(proofs)("weighs %s", async (_what, asked, form, refusal) => {
    const { emulator } = await bench();
    const { status, body } = await exchange(emulator, { code: await codeFor(emulator, asked), ...form });
    expect([status, body.error_description]).toEqual([refusal === undefined ? 200 : 400, refusal]);
  });
});
