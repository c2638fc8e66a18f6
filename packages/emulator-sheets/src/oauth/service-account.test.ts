import { generateKeyPairSync, sign } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";
import { type Answered, post } from "../../test/token-requests.ts";
import { scopes } from "../accounts/oauth-client.ts";

afterEach(closeTestBenches);

describe("a service account", () => {
  const assertion = (claims: Readonly<Record<string, unknown>>, privateKey: string): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  const open = async () => {
    const opened = await openTestBench();
    const key = opened.emulator.accounts.addServiceAccount();
    const now = opened.clock.now() / 1_000;
    const claims = {
      iss: key.client_email,
      aud: "https://oauth2.googleapis.com/token",
      scope: scopes.spreadsheets,
      iat: now,
      exp: now + 3_600,
    };
    const ask = (
      changes: Readonly<Record<string, unknown>> = {},
      privateKey = key.private_key,
    ): Promise<Answered> =>
      post(opened.emulator, "/token", {
        grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
        assertion: assertion({ ...claims, ...changes }, privateKey),
      });
    return { ...opened, key, now, ask };
  };

  it("gets an access token for what it signed", async () => {
    const { ask, emulator, id, key, call, path } = await open();
    const { body } = await ask();
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3_599 });
    const token = String(body.access_token);
    expect((await call("GET", path, undefined, token)).status).toBe(403);
    emulator.people.share(id, key.client_email);
    expect((await call("GET", path, undefined, token)).status).toBe(200);
  });

  it("is refused when its clock is wrong", async () => {
    const { ask, now } = await open();
    const wrong = [
      { iat: now + 3_600, exp: now + 7_200 },
      { iat: now - 7_200, exp: now - 3_600 },
      { iat: now, exp: now + 7_200 },
    ];
    for (const claims of wrong) {
      expect(await ask(claims)).toEqual({
        status: 400,
        body: {
          error: "invalid_grant",
          error_description:
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
        },
      });
    }
  });

  it("is refused with another key, another name or for somebody else", async () => {
    const { ask } = await open();
    const other = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
    const pem = other.export({ type: "pkcs8", format: "pem" }).toString();
    expect((await ask({}, pem)).body.error_description).toBe("Invalid JWT Signature.");
    expect((await ask({ iss: "x@y.z" })).body.error_description).toBe("Invalid grant: account not found");
    expect((await ask({ sub: "ada@example.com" })).body.error).toBe("unauthorized_client");
  });
});
