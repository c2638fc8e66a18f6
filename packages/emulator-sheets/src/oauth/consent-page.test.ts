import { afterEach, describe, expect, it } from "vitest";
import {
  authorizationUrl,
  exchange,
  openAuthorizationBench,
  redirectUri,
} from "../../test/authorization-flow.ts";
import { closeTestBenches } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";
import { answerConsent } from "./answer-consent.ts";

afterEach(closeTestBenches);

describe("the consent page", () => {
  it("sends the code and the unchanged state back to the app", async () => {
    const { emulator } = await openAuthorizationBench();
    const back = await answerConsent(authorizationUrl(emulator), { email: "eve@example.com" });
    expect(back.origin + back.pathname).toBe(redirectUri);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      state: "s t&te=1",
      code: expect.stringMatching(/^4\/0/),
      scope: `openid ${scopes.email} ${scopes.spreadsheets} ${scopes.driveFile}`,
    });
  });

  it("sends access_denied back when the person cancels, with the state", async () => {
    const { emulator } = await openAuthorizationBench();
    const back = await answerConsent(authorizationUrl(emulator), {
      email: "eve@example.com",
      decision: "deny",
    });
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "s t&te=1" });
  });

  it("gives no more than what stayed ticked", async () => {
    const { emulator } = await openAuthorizationBench();
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
    const { emulator } = await openAuthorizationBench();
    const url = authorizationUrl(emulator, { scope: scopes.spreadsheets });
    const back = await answerConsent(url, { email: "eve@example.com", untick: [scopes.spreadsheets] });
    expect(back.searchParams.get("error")).toBe("access_denied");
  });

  it("escapes what the app calls itself and what accounts are called", async () => {
    const { emulator } = await openAuthorizationBench();
    emulator.accounts.register("x@example.com", "<img src=x onerror=alert(1)>");
    const page = await (await fetch(authorizationUrl(emulator))).text();
    expect(page).toContain("Attendance &lt;Export&gt;");
    expect(page).toContain("&lt;img src=x");
    expect(page).not.toContain("<img");
  });

  it("keeps an app's redirect URI with its own query", async () => {
    const { emulator } = await openAuthorizationBench();
    const uri = "http://localhost:4000/callback?tenant=7";
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { redirectUris: [uri] });
    const url = authorizationUrl(emulator, { redirect_uri: uri });
    const back = await answerConsent(url, { email: "eve@example.com" });
    expect(back.searchParams.get("tenant")).toBe("7");
    expect(back.searchParams.has("code")).toBe(true);
  });
});
