import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench } from "../../test/test-bench.ts";
import { post, refresh } from "../../test/token-requests.ts";
import { scopes } from "../accounts/oauth-client.ts";

afterEach(closeTestBenches);

describe("an access token", () => {
  it("expires on the emulator's clock", async () => {
    const { call, path, clock } = await openTestBench();
    clock.advance(3_598_000);
    expect((await call("GET", path)).status).toBe(200);
    clock.advance(1_000);
    expect((await call("GET", path)).status).toBe(401);
  });

  it("takes its refresh token with it when it is revoked", async () => {
    const opened = await openTestBench();
    expect(await post(opened.emulator, "/revoke", { token: opened.account.accessToken })).toEqual({
      status: 200,
      body: {},
    });
    expect((await refresh(opened)).body.error_description).toBe("Token has been expired or revoked.");
  });

  it("can be revoked once", async () => {
    const { emulator, account } = await openTestBench();
    await post(emulator, "/revoke", { token: account.refreshToken });
    expect(await post(emulator, "/revoke", { token: account.refreshToken })).toEqual({
      status: 400,
      body: { error: "invalid_token", error_description: "Token expired or revoked" },
    });
  });

  it("leaves other tokens alone when it is revoked, save in the world where that ends the app's access", async () => {
    const opened = await openTestBench();
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
