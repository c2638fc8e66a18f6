import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import { type Answered, post, refresh } from "../../test/token-requests.ts";
import { tokenAnswers } from "./oauth-answers.ts";

afterEach(closeTestBenches);

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
    const { status, body } = await bringAbout(await openTestBench());
    expect(`${status} ${body.error}: ${body.error_description}`).toBe(expected);
  });

  it("names the session policy in error_subtype", async () => {
    const opened = await openTestBench();
    opened.emulator.accounts.change(opened.account.email, { mustSignInAgain: true });
    expect((await refresh(opened)).body.error_subtype).toBe("invalid_rapt");
  });

  it.each(Object.entries(tokenAnswers))("answers %s as a fault as well", async (_name, answer) => {
    const opened = await openTestBench();
    opened.emulator.faults.arm({ do: "refuse", answer }, { on: { service: "oauth" } });
    expect(await refresh(opened)).toEqual({ status: answer.status, body: answer.body });
    expect((await refresh(opened)).status).toBe(200);
  });

  it("answers a front-end fault in HTML", async () => {
    const { emulator } = await openTestBench();
    emulator.faults.arm({ do: "refuse", answer: "bad gateway" }, { on: { service: "oauth" } });
    const reply = await fetch(`${emulator.url}/token`, { method: "POST", body: "" });
    expect([reply.status, reply.headers.get("content-type")]).toEqual([502, "text/html; charset=UTF-8"]);
  });

  it("names the parameter that is missing", async () => {
    const { emulator, account } = await openTestBench();
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
    const { emulator, account } = await openTestBench();
    const basic = Buffer.from(`${account.clientId}:${account.clientSecret}`).toString("base64");
    const reply = await fetch(`${emulator.url}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: account.refreshToken }),
    });
    expect(reply.status).toBe(200);
  });
});
