import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";
import { post, refresh } from "../../test/token-requests.ts";
import { scopes } from "../accounts/oauth-client.ts";

afterEach(closeTestBenches);

const day = 86_400_000;

describe("a refresh token", () => {
  it("dies after seven days when the consent screen is in testing, and says so when it is given", async () => {
    const opened = await openTestBench();
    const testing = opened.emulator.accounts.add({ email: "t@example.com", isTesting: true });
    opened.clock.advance(7 * day - 1);
    expect((await refresh(opened, testing)).status).toBe(200);
    opened.clock.advance(1);
    expect((await refresh(opened, testing)).body.error_description).toBe(
      "Token has been expired or revoked.",
    );
  });

  it("dies after six months without use, and every use starts them anew", async () => {
    const opened = await openTestBench();
    opened.clock.advance(180 * day);
    expect((await refresh(opened)).status).toBe(200);
    opened.clock.advance(180 * day);
    expect((await refresh(opened)).status).toBe(200);
    opened.clock.advance(183 * day);
    expect((await refresh(opened)).body.error).toBe("invalid_grant");
  });

  it("dies without a word when the account takes a hundred more for the same client", async () => {
    const opened = await openTestBench();
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
    const opened = await openTestBench();
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
