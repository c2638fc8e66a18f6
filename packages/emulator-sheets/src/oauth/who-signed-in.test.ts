import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";
import { refresh } from "../../test/token-requests.ts";
import { scopes } from "../accounts/oauth-client.ts";

afterEach(closeTestBenches);

describe("who signed in", () => {
  const signedIn = async () => {
    const opened = await openTestBench();
    const granted = [scopes.openid, scopes.email, scopes.profile];
    const account = opened.emulator.accounts.add({
      email: "eve@example.com",
      name: "Eve Adams",
      scopes: granted,
    });
    return { ...opened, account };
  };

  it("is told by userinfo, by both of its versions", async () => {
    const { call, account } = await signedIn();
    const { body } = await call("GET", "/oauth2/v2/userinfo", undefined, account.accessToken);
    expect(body).toEqual({
      id: expect.stringMatching(/^\d{21}$/),
      email: "eve@example.com",
      verified_email: true,
      name: "Eve Adams",
      given_name: "Eve",
      family_name: "Adams",
    });
    const { body: connect } = await call("GET", "/v1/userinfo", undefined, account.accessToken);
    expect(connect).toMatchObject({ sub: (body as { id: string }).id, email_verified: true });
  });

  it("is not told without the scope for it", async () => {
    const { call } = await openTestBench();
    expect((await call("GET", "/oauth2/v2/userinfo")).status).toBe(401);
  });

  it("is told by an ID token that the published key has signed", async () => {
    const opened = await signedIn();
    const { body } = await refresh(opened);
    const [head = "", claims = "", signature = ""] = String(body.id_token).split(".");
    const keys = (await opened.call("GET", "/oauth2/v3/certs")).body as { keys: JsonWebKey[] };
    const key = createPublicKey({ key: keys.keys[0] ?? {}, format: "jwk" });
    expect(
      verify("RSA-SHA256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url")),
    ).toBe(true);
    const hash = createHash("sha256").update(String(body.access_token)).digest();
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://accounts.google.com",
      aud: opened.account.clientId,
      email: "eve@example.com",
      email_verified: true,
      at_hash: hash.subarray(0, 16).toString("base64url"),
      iat: opened.clock.now() / 1_000,
      exp: opened.clock.now() / 1_000 + 3_600,
    });
  });

  it("is told by tokeninfo, with the seconds that are left", async () => {
    const { call, account, clock } = await signedIn();
    clock.advance(599_000);
    const { body } = await call("GET", `/tokeninfo?access_token=${account.accessToken}`);
    expect(body).toMatchObject({ email: "eve@example.com", expires_in: "3000", aud: account.clientId });
    expect((await call("GET", "/tokeninfo?access_token=ya29.no")).body).toEqual({
      error: "invalid_token",
      error_description: "Invalid Value",
    });
  });
});
