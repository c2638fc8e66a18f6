import { openWindow, testBrowser } from "@attendance-export/dashboard-driver/vitest";
import { describe, expect } from "vitest";
import { dashboardBrowser } from "../../test/dashboard-browser.ts";
import { compose } from "../composition.ts";
import { organisations } from "../sample/organisations.ts";
import { serveDemo } from "./demo-service.ts";
import { linkDemoTenants } from "./demo-tenant.ts";
import { openDemoPlace } from "./demo-world.ts";
import { LastSent } from "./last-sent.ts";

const chromium = testBrowser();
const { it } = chromium;

describe("the demo in a browser", () => {
  const browser = dashboardBrowser(chromium);

  it("lets a visitor of the demo break the link and heal it from the page", async () => {
    const [organisation] = organisations;
    const { tenantId: tenant, accountEmail } = organisation;
    await using place = await openDemoPlace({ data: undefined, port: undefined });
    {
      using first = await compose({ data: place.data, google: place.google });
      await linkDemoTenants({ ...place, installation: first, batchRows: 200, lastSent: new LastSent({}) }, [
        organisation,
      ]);
    }
    const stopping = new AbortController();
    const say = (): void => undefined;
    const options = { batchRows: 200, port: 0, hasPage: true, stopping: stopping.signal, say };
    const server = await serveDemo(place, options);
    try {
      const window = await openWindow(browser(), server.url);
      const { page, banner } = window;
      // The only tenant there is, and no token: the page opens it at once.
      await page.waitForURL(`${server.url}/tenants/${tenant}`);
      await page.getByText("Demo: break something").click();
      await page.getByRole("button", { name: "Approve 500 records" }).click();
      await page.getByRole("button", { name: "Revoke access" }).click();
      await page.getByRole("button", { name: "Sync now" }).click();
      await banner.waitFor();
      expect(await window.violations()).toEqual([]);
      await (await window.reconnect()).allowByKeyboard(accountEmail);
      await banner.waitFor({ state: "detached" });
      await page.getByText("The sheet is up to date").waitFor();
      // The message of the sync that failed is gone with the failure.
      expect(await page.getByRole("region", { name: "Messages" }).getByRole("alert").count()).toBe(0);
    } finally {
      stopping.abort();
      await server.close();
    }
  });
});
