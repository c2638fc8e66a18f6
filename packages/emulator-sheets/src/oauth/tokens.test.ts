import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";
import type { SheetsEmulator } from "../sheets-emulator.ts";
import { tokenAnswers } from "./oauth-answers.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function post(
  { url }: SheetsEmulator,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<Answered> {
  const reply = await fetch(`${url}${path}`, { method: "POST", body: new URLSearchParams(form) });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

interface RefreshChanges {
  readonly refreshToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

const refresh = ({ emulator, account }: TestBench, changes: RefreshChanges = {}): Promise<Answered> => {
  const { refreshToken, clientId, clientSecret } = { ...account, ...changes };
  return post(emulator, "/token", {
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  });
};

const day = 86_400_000;

/** The rows of the table of token endpoint errors, each brought about as it comes about at Google. */
const refusals: Readonly<Record<string, (bench: TestBench) => Promise<Answered>>> = {
  "400 invalid_grant: Token has been expired or revoked.": async (opened) => {
    await post(opened.emulator, "/revoke", { token: opened.account.refreshToken });
    return refresh(opened);
  },
  "400 invalid_grant: Bad Request": (opened) => refresh(opened, { refreshToken: "1//made-up" }),
  "400 invalid_grant: Account has been deleted": (opened) => {
    opened.emulator.accounts.change(opened.account.email, { isDeleted: true });
    return refresh(opened);
  },
  "400 invalid_grant: reauth related error (invalid_rapt)": (opened) => {
    opened.emulator.accounts.change(opened.account.email, { mustSignInAgain: true });
    return refresh(opened);
  },
  "401 invalid_client: The OAuth client was not found.": (opened) => refresh(opened, { clientId: "nobody" }),
  "401 invalid_client: Unauthorized": (opened) => refresh(opened, { clientSecret: "wrong" }),
  "401 deleted_client: The OAuth client was deleted.": (opened) => {
    opened.emulator.accounts.changeClient(opened.account.clientId, { isDeleted: true });
    return refresh(opened);
  },
  "401 unauthorized_client: Unauthorized": (opened) => {
    const { clientId, clientSecret } = opened.emulator.accounts.addClient("999");
    return refresh(opened, { clientId, clientSecret });
  },
};

describe("the token endpoint", () => {
  it.each(Object.entries(refusals))("answers %s", async (expected, bringAbout) => {
    const { status, body } = await bringAbout(await bench());
    expect(`${status} ${body.error}: ${body.error_description}`).toBe(expected);
  });

  it("names the session policy in error_subtype", async () => {
    const opened = await bench();
    opened.emulator.accounts.change(opened.account.email, { mustSignInAgain: true });
    expect((await refresh(opened)).body.error_subtype).toBe("invalid_rapt");
  });

  it.each(Object.entries(tokenAnswers))("answers %s as a fault as well", async (_name, answer) => {
    const opened = await bench();
    opened.emulator.faults.arm({ do: "refuse", answer }, { on: { service: "oauth" } });
    expect(await refresh(opened)).toEqual({ status: answer.status, body: answer.body });
    expect((await refresh(opened)).status).toBe(200);
  });

  it("answers a front-end fault in HTML", async () => {
    const { emulator } = await bench();
    emulator.faults.arm({ do: "refuse", answer: "bad gateway" }, { on: { service: "oauth" } });
    const reply = await fetch(`${emulator.url}/token`, { method: "POST", body: "" });
    expect([reply.status, reply.headers.get("content-type")]).toEqual([502, "text/html; charset=UTF-8"]);
  });

  it("names the parameter that is missing", async () => {
    const { emulator, account } = await bench();
    const client = { client_id: account.clientId, client_secret: account.clientSecret };
    const asked: Record<string, string>[] = [
      {},
      { client_id: account.clientId },
      client,
      { ...client, grant_type: "refresh_token" },
      { ...client, grant_type: "authorization_code" },
      { ...client, grant_type: "password" },
    ];
    const answers = await Promise.all(asked.map((form) => post(emulator, "/token", form)));
    expect(answers.map(({ body }) => `${body.error}: ${body.error_description}`)).toEqual([
      "invalid_request: Could not determine client ID from request.",
      "invalid_request: client_secret is missing.",
      "invalid_request: Missing required parameter: grant_type",
      "invalid_request: Missing required parameter: refresh_token",
      "invalid_request: Missing required parameter: code",
      "unsupported_grant_type: Invalid grant_type: password",
    ]);
  });

  it("takes the client from HTTP Basic as well", async () => {
    const { emulator, account } = await bench();
    const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`).toString("base64");
    const reply = await fetch(`${emulator.url}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: account.refreshToken }),
    });
    expect(reply.status).toBe(200);
  });
});

describe("a refresh token", () => {
  it("dies after seven days when the consent screen is in testing, and says so when it is given", async () => {
    const opened = await bench();
    const testing = opened.emulator.accounts.add({ email: "t@example.com", isTesting: true });
    opened.clock.advance(7 * day - 1);
    expect((await refresh(opened, testing)).status).toBe(200);
    opened.clock.advance(1);
    expect((await refresh(opened, testing)).body.error_description).toBe(
      "Token has been expired or revoked.",
    );
  });

  it("dies after six months without use, and every use starts them anew", async () => {
    const opened = await bench();
    opened.clock.advance(180 * day);
    expect((await refresh(opened)).status).toBe(200);
    opened.clock.advance(180 * day);
    expect((await refresh(opened)).status).toBe(200);
    opened.clock.advance(183 * day);
    expect((await refresh(opened)).body.error).toBe("invalid_grant");
  });

  it("dies without a word when the account takes a hundred more for the same client", async () => {
    const opened = await bench();
    const { accounts } = opened.emulator;
    const grant = {
      email: opened.account.email,
      client: accounts.client,
      scopes: [scopes.drive],
      isOffline: true,
    };
    for (let count = 1; count < 100; count += 1) accounts.grant(grant);
    expect((await refresh(opened)).status).toBe(200);
    accounts.grant(grant);
    expect((await refresh(opened)).body.error_description).toBe("Token has been expired or revoked.");
  });

  it("may be narrowed, and never widened", async () => {
    const opened = await bench();
    const { clientId, clientSecret, refreshToken } = opened.account;
    const form = {
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    const narrow = await post(opened.emulator, "/token", { ...form, scope: scopes.drive });
    expect(narrow.body.scope).toBe(scopes.drive);
    const wide = await post(opened.emulator, "/token", { ...form, scope: scopes.driveReadonly });
    expect(wide.body.error).toBe("invalid_scope");
  });
});

describe("an access token", () => {
  it("expires on the emulator's clock", async () => {
    const { call, path, clock } = await bench();
    clock.advance(3_598_000);
    expect((await call("GET", path)).status).toBe(200);
    clock.advance(1_000);
    expect((await call("GET", path)).status).toBe(401);
  });

  it("takes its refresh token with it when it is revoked", async () => {
    const opened = await bench();
    expect(await post(opened.emulator, "/revoke", { token: opened.account.accessToken })).toEqual({
      status: 200,
      body: {},
    });
    expect((await refresh(opened)).body.error_description).toBe("Token has been expired or revoked.");
  });

  it("can be revoked once", async () => {
    const { emulator, account } = await bench();
    await post(emulator, "/revoke", { token: account.refreshToken });
    expect(await post(emulator, "/revoke", { token: account.refreshToken })).toEqual({
      status: 400,
      body: { error: "invalid_token", error_description: "Token expired or revoked" },
    });
  });

  it("leaves other tokens alone when it is revoked, save in the world where that ends the app's access", async () => {
    const opened = await bench();
    const { accounts, faults } = opened.emulator;
    const grant = {
      email: opened.account.email,
      client: accounts.client,
      scopes: [scopes.drive],
      isOffline: true,
    };
    const { refreshToken: second = "" } = accounts.grant(grant);
    const { refreshToken: third = "" } = accounts.grant(grant);
    await post(opened.emulator, "/revoke", { token: opened.account.refreshToken });
    expect((await refresh(opened, { refreshToken: second })).status).toBe(200);
    faults.inWorld({ revoking: "ends the app's access" });
    await post(opened.emulator, "/revoke", { token: second });
    expect((await refresh(opened, { refreshToken: third })).status).toBe(400);
  });
});

describe("who signed in", () => {
  const signedIn = async () => {
    const opened = await bench();
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
    const { call } = await bench();
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

describe("a service account", () => {
  const assertion = (claims: Readonly<Record<string, unknown>>, privateKey: string): string => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  const open = async () => {
    const opened = await bench();
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
