// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failedLink, goodLink, history } from "../../test/fixtures.ts";
import { MemoryWorld } from "../../test/memory-home.ts";
import { openPage } from "../../test/open-page.tsx";

const T = "school-north";
const now = Date.now();
let world: MemoryWorld;

beforeEach(() => {
  world = new MemoryWorld();
  world.put(T, { link: goodLink(T, now), runs: history(30, now) });
});
afterEach(cleanup);

const fail = (code: Parameters<typeof failedLink>[2]): void =>
  world.changeLink(T, () => failedLink(T, now, code));
const banner = (): HTMLElement => screen.getByRole("alert", { name: "Google Sheets sync failed" });

describe("the banner", () => {
  it("is not there while the link works", async () => {
    openPage(world, `/tenants/${T}`);
    expect(await screen.findByRole("heading", { level: 1, name: "The sheet is up to date" })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("comes by the feed alone, says what the failure's code says, and goes by the feed alone", async () => {
    openPage(world, `/tenants/${T}`);
    await screen.findByText("The sheet is up to date");
    fail("access-revoked");
    await waitFor(banner);
    expect(banner().textContent).toContain(
      "Google access was withdrawn or has expired. Click Reconnect Google and choose the same account.",
    );
    world.changeLink(T, () => goodLink(T, now));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it.each(["", "/history", "/settings", "/link", "/set-aside", "/history/run_09999"])(
    "stands on the page at %s, and nothing closes it",
    async (page) => {
      fail("access-denied");
      openPage(world, `/tenants/${T}${page}`);
      await waitFor(banner);
      const controls = within(banner()).getAllByRole("button");
      expect(controls.map(({ textContent }) => textContent)).toEqual(["Reconnect Google"]);
      await userEvent.keyboard("{Escape}");
      expect(banner()).toBeTruthy();
    },
  );

  it.each([
    ["access-revoked", "button", "Reconnect Google"],
    ["scope-missing", "button", "Reconnect Google"],
    ["unauthenticated", "button", "Reconnect Google"],
    ["access-denied", "button", "Reconnect Google"],
    ["edit-denied", "link", /^Open the sheet and share it with office@school\.example/],
    ["spreadsheet-not-found", "link", "Link another sheet"],
    ["not-a-spreadsheet", "link", "Link another sheet"],
    ["tab-missing", "link", "Link another sheet"],
    ["sheet-protected", "link", /^Open the sheet/],
    ["sheet-full", "link", "Link another sheet"],
    ["storage-full", "button", "Sync now"],
    ["quarantine-full", "link", "See the set-aside records"],
  ] as const)("offers for %s what mends it first", async (code, role, name) => {
    fail(code);
    openPage(world, `/tenants/${T}/history`);
    await waitFor(banner);
    const [first] = within(banner()).getAllByRole(role, { name });
    expect(first?.className).toContain("button-alert");
    expect(banner().querySelectorAll(".button-alert")).toHaveLength(1);
  });

  it("keeps the code and the time folded away", async () => {
    fail("sheet-full");
    openPage(world, `/tenants/${T}`);
    await waitFor(banner);
    const details = banner().querySelector("details");
    expect(details?.open).toBe(false);
    expect(details?.textContent).toContain("sheet-full");
    expect(details?.querySelector("time")).toBeTruthy();
  });

  it("shows the server's own sentence for a code that this page does not know", async () => {
    world.changeLink(T, (link) => ({
      ...link,
      status: "error",
      errorCode: "of-tomorrow",
      errorDetails: "Something new. Click Reconnect Google.",
    }));
    openPage(world, `/tenants/${T}`);
    await waitFor(banner);
    expect(banner().textContent).toContain("Something new. Click Reconnect Google.");
    expect(within(banner()).getByRole("button", { name: "Reconnect Google" })).toBeTruthy();
  });
});
