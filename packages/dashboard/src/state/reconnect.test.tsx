// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failedLink, goodLink, history } from "../../test/fixtures.ts";
import { MemoryWorld } from "../../test/memory-home.ts";
import { openPage } from "../../test/open-page.tsx";
import type { ConsentOutcome } from "../model/consent-outcome.ts";
import { tellOutcome } from "./consent-channel.ts";

const T = "school-north";
const now = Date.now();
const GOOGLE = "https://accounts.example/consent";

/** What the browser's windows did; happy-dom opens none of its own. */
interface Windows {
  isRoomy: boolean;
  blocksPopups: boolean;
  popup: { url: string; isClosed: boolean } | undefined;
  wentTo: string | undefined;
}

let world: MemoryWorld;
let windows: Windows;
const real = { open: window.open, matchMedia: window.matchMedia, assign: location.assign };

beforeEach(() => {
  windows = { isRoomy: true, blocksPopups: false, popup: undefined, wentTo: undefined };
  window.matchMedia = (() => ({ matches: windows.isRoomy })) as unknown as typeof window.matchMedia;
  window.open = (() => {
    if (windows.blocksPopups) return null;
    const popup = { url: "", isClosed: false };
    windows.popup = popup;
    return {
      document: { body: {} },
      location: {
        replace: (url: string) => {
          popup.url = url;
        },
      },
      close: () => {
        popup.isClosed = true;
      },
    };
  }) as unknown as typeof window.open;
  location.assign = ((url: string) => {
    windows.wentTo = url;
  }) as typeof location.assign;
  world = new MemoryWorld();
  world.put(T, { link: failedLink(T, now, "access-revoked"), runs: history(3, now) });
});
afterEach(() => {
  cleanup();
  Object.assign(window, { open: real.open, matchMedia: real.matchMedia });
  location.assign = real.assign;
});

const banner = (): HTMLElement => screen.getByRole("alert", { name: "Google Sheets sync failed" });
const reconnect = async (): Promise<void> => {
  await waitFor(banner);
  await userEvent.click(within(banner()).getByRole("button", { name: "Reconnect Google" }));
};

describe("a reconnect in a window of its own", () => {
  beforeEach(() => openPage(world, `/tenants/${T}`));

  it("leads that window to Google and keeps this one", async () => {
    await reconnect();
    await waitFor(() => expect(windows.popup?.url).toBe(GOOGLE));
    expect(windows.wentTo).toBeUndefined();
    const instead = within(banner()).getByRole("link", { name: "Go to Google in this window instead." });
    expect(instead.getAttribute("href")).toBe(GOOGLE);
  });

  it("says that it worked, and takes the banner away only once the feed says so", async () => {
    await reconnect();
    await screen.findByText(/Go on in Google's window/);
    const outcome = { status: "reconnected", account: "office@school.example" } as const;
    expect(await tellOutcome({ tenant: T, outcome })).toBe(true);
    await screen.findByText("Connected again with office@school.example. What was waiting is on its way.");
    expect(banner()).toBeTruthy();
    world.changeLink(T, () => goodLink(T, now));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it.each([
    [{ status: "denied" }, "You did not give consent at Google."],
    [{ status: "state-unknown" }, "This consent was used before or took too long."],
    [{ status: "scope-missing" }, "tick every box"],
    [
      { status: "cannot-edit", account: "me@home.example", code: "access-denied" },
      "me@home.example may not edit this sheet, so nothing was changed.",
    ],
  ] satisfies (readonly [ConsentOutcome, string])[])(
    "says in the banner what came of it: %j",
    async (outcome, words) => {
      await reconnect();
      await screen.findByText(/Go on in Google's window/);
      await tellOutcome({ tenant: undefined, outcome });
      await waitFor(() => expect(within(banner()).getByRole("status").textContent).toContain(words));
      expect(within(banner()).getByRole("button", { name: "Reconnect Google" })).toBeTruthy();
    },
  );

  it("leaves another tenant's consent to the window that began it", async () => {
    await reconnect();
    await screen.findByText(/Go on in Google's window/);
    const outcome = { status: "reconnected", account: "office@other.example" } as const;
    expect(await tellOutcome({ tenant: "school-south", outcome })).toBe(false);
    expect(screen.getByText(/Go on in Google's window/)).toBeTruthy();
    expect(await tellOutcome({ tenant: T, outcome: { status: "denied" } })).toBe(true);
    await waitFor(() =>
      expect(within(banner()).getByRole("status").textContent).toContain("You did not give consent"),
    );
  });

  it("closes that window again and says so where the server does not answer", async () => {
    world.isDeskAway = true;
    await reconnect();
    await screen.findByText("The server does not answer. Try again in a moment.");
    expect(windows.popup?.isClosed).toBe(true);
    expect(within(banner()).getByRole("button", { name: "Reconnect Google" })).toBeTruthy();
  });
});

describe("a reconnect in the same window", () => {
  it.each([
    ["on a small screen", { isRoomy: false }],
    ["where the browser opens no other one", { blocksPopups: true }],
  ])("leads to Google %s", async (_, browser) => {
    Object.assign(windows, browser);
    openPage(world, `/tenants/${T}`);
    await reconnect();
    await waitFor(() => expect(windows.wentTo).toBe(GOOGLE));
  });

  it("comes back to the overview and says that it worked", async () => {
    world.outcome = { status: "reconnected", account: "office@school.example" };
    openPage(world, `/reconnected?tenant=${T}&mark=1`);
    await screen.findByText("Connected again with office@school.example. What was waiting is on its way.");
    await screen.findByRole("heading", { level: 1, name: "The export waits for you" });
    expect(location.pathname).toBe(`/tenants/${T}`);
  });

  it("says what came of it, with nothing of the answer left in the address", async () => {
    world.outcome = { status: "denied" };
    openPage(world, `/oauth/callback?state=secret&error=access_denied`);
    await screen.findByText(/You did not give consent at Google/);
    expect(location.search).toBe("");
    expect(screen.getByRole("link", { name: "Back to the overview" })).toBeTruthy();
  });

  it("asks what came of an answer once, however often the page is shown", async () => {
    world.outcome = { status: "denied" };
    const address = `/reconnected?tenant=${T}&mark=2`;
    openPage(world, address);
    await screen.findByText(/You did not give consent/);
    cleanup();
    openPage(world, address);
    await screen.findByText(/You did not give consent/);
    expect(world.calls.filter((call) => call === "finish")).toHaveLength(1);
  });
});
