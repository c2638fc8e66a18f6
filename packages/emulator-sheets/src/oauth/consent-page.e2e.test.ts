import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hostile, owner, pageBench } from "../../test/page-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";

describe("the consent page", () => {
  const bench = pageBench();
  const redirectUri = "http://127.0.0.1:9/callback";
  const url = (): string => {
    const { accounts } = bench().emulator;
    accounts.changeClient(accounts.client.clientId, { redirectUris: [redirectUri], appName: hostile });
    const query = new URLSearchParams({
      client_id: accounts.client.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: `${scopes.spreadsheets} ${scopes.driveFile}`,
      state: "s1",
    });
    return `/o/oauth2/v2/auth?${query}`;
  };
  /** The address that the browser was sent to; nobody listens there. */
  const sentTo = async (page: Page, click: () => Promise<void>): Promise<URL> => {
    const request = page.waitForRequest((asked) => asked.url().startsWith(redirectUri));
    await click();
    return new URL((await request).url());
  };

  it("lets a person pick an account, untick a scope and allow the rest, by keyboard alone", async () => {
    const { open } = bench();
    const page = await open(url());
    await page.focus("a.account");
    await page.keyboard.press("Enter");
    await page.waitForSelector("fieldset");
    await page.focus(`input[value="${scopes.spreadsheets}"]`);
    await page.keyboard.press("Space");
    await page.focus("button[value=allow]");
    const back = await sentTo(page, () => page.keyboard.press("Enter"));
    expect(back.searchParams.get("scope")).toBe(scopes.driveFile);
    expect(back.searchParams.get("state")).toBe("s1");
    expect(await page.evaluate(() => "hacked" in window).catch(() => false)).toBe(false);
  });

  it("makes an account that is not there yet", async () => {
    const { emulator, open } = bench();
    const page = await open(url());
    await page.fill("#email", "new@example.com");
    await page.click("button:has-text('Continue')");
    await page.waitForSelector("fieldset");
    expect(emulator.accounts.find("new@example.com")).toBeDefined();
  });

  it("sends a refusal back", async () => {
    const { open } = bench();
    const page = await open(`${url()}&emulator_account=${owner}`);
    const back = await sentTo(page, () => page.click("button[value=deny]"));
    expect(back.searchParams.get("error")).toBe("access_denied");
  });
});
