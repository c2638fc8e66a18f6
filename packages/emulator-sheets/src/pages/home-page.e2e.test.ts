import { describe, expect, it } from "vitest";
import { eventually, hostile, owner, pageBench } from "../../test/page-bench.ts";

describe("the start page", () => {
  const bench = pageBench();
  it("lists files with their owner, who they are shared with, their size and the bin", async () => {
    const { emulator, id, open, appendRows } = bench();
    emulator.people.share(id, "bob@example.com");
    emulator.people.trash(emulator.people.createSpreadsheet(owner, "Old"));
    appendRows("x");
    const page = await open("/");
    const text = await page.locator("#files").textContent();
    expect(text).toContain(`Register ${hostile}`);
    expect(text).toMatch(/bob@example.com\s*writer/);
    expect(text).toContain("in the bin");
    expect(text).toContain("1 row");
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  });

  it("creates a spreadsheet and opens it", async () => {
    const { open } = bench();
    const page = await open("/");
    await page.fill("input[name=title]", "Made by hand");
    await page.fill("input[name=owner]", owner);
    await page.click("button:has-text('Create spreadsheet')");
    await page.waitForURL(/\/spreadsheets\/d\/.+\/edit/);
    expect(await page.locator("h1").textContent()).toBe("Made by hand");
  });

  it("lets things happen to an account", async () => {
    const { emulator, open } = bench();
    const page = await open("/");
    await page.click("button:has-text('Demand a new sign-in')");
    await eventually(() => emulator.accounts.find(owner)?.mustSignInAgain).toBe(true);
    await eventually(() => page.locator("#accounts").textContent()).toContain("must sign in again");
  });
});
