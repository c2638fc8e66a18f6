import { afterEach, describe, expect, it } from "vitest";
import {
  authorizationUrl,
  challenge,
  codeFor,
  exchange,
  openAuthorizationBench,
  type Query,
  redirectUri,
} from "../../test/authorization-flow.ts";
import { closeTestBenches } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";

afterEach(closeTestBenches);

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
      const { emulator } = await openAuthorizationBench();
      const reply = await fetch(authorizationUrl(emulator, changes), { redirect: "manual" });
      expect(reply.status).toBe(status);
      expect(await reply.text()).toContain(`Error ${status}: ${error}`);
    },
  );

  it("refuses a deleted client", async () => {
    const { emulator } = await openAuthorizationBench();
    emulator.accounts.changeClient(emulator.accounts.client.clientId, { isDeleted: true });
    const reply = await fetch(authorizationUrl(emulator), { redirect: "manual" });
    expect([reply.status, (await reply.text()).includes("Error 401: deleted_client")]).toEqual([401, true]);
  });

  it("needs no page the second time, and gives no refresh token with it", async () => {
    const { emulator } = await openAuthorizationBench();
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
    const { emulator } = await openAuthorizationBench();
    const code = await codeFor(emulator, { access_type: undefined, prompt: "consent" });
    expect((await exchange(emulator, { code })).body).not.toHaveProperty("refresh_token");
  });

  it("answers prompt=none with interaction_required until the person has agreed", async () => {
    const { emulator } = await openAuthorizationBench();
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
    const { emulator } = await openAuthorizationBench();
    await exchange(emulator, { code: await codeFor(emulator, { scope: scopes.spreadsheets }) });
    const code = await codeFor(emulator, { scope: scopes.driveFile, include_granted_scopes: "true" });
    expect((await exchange(emulator, { code })).body.scope).toBe(
      `${scopes.driveFile} ${scopes.spreadsheets}`,
    );
  });
});
