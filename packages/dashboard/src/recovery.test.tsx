import "../test/browser.ts";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { coreBackDoor } from "../test/core-back-door.ts";
import { goodLink } from "../test/fixtures.ts";
import { HttpInstallation, OWN, storageWith, TOKEN } from "../test/http-installation.ts";
import type { FeedBackDoor } from "../test/link-feed-contract.ts";
import { backDoorOf, MemoryWorld } from "../test/memory-home.ts";
import { openPageOf } from "../test/open-page.tsx";
import { nodeHome } from "./http/node-home.ts";
import type { Home } from "./port/home.ts";

interface Stage {
  readonly home: Home;
  readonly backDoor: FeedBackDoor;
  close(): Promise<void>;
}

const stages: Readonly<Record<string, () => Promise<Stage>>> = {
  "in memory": async () => {
    const world = new MemoryWorld();
    world.put(OWN, { link: goodLink(OWN, Date.now()) });
    return { home: world.home(), backDoor: backDoorOf(world), close: async () => undefined };
  },
  "on the HTTP API": async () => {
    const installation = await HttpInstallation.open();
    await installation.link(OWN);
    const home = nodeHome({
      needsToken: true,
      demo: false,
      base: installation.url,
      storage: storageWith(TOKEN),
    });
    return { home, backDoor: coreBackDoor(installation.adapters), close: () => installation.close() };
  },
};

let stage: Stage | undefined;
afterEach(async () => {
  cleanup();
  await stage?.close();
});

const banner = (): HTMLElement => screen.getByRole("alert", { name: "Google Sheets sync failed" });
const soon = { timeout: 3_000 };

describe.each(Object.keys(stages))("the failure and recovery of seed 001, %s", (name) => {
  const open = async (address = `/tenants/${OWN}`): Promise<Stage> => {
    stage = await (stages[name] as () => Promise<Stage>)();
    openPageOf(stage.home, address);
    await screen.findByRole("heading", { level: 1, name: /Linked|up to date/ }, soon);
    return stage;
  };

  it("puts the banner up by the feed, and takes it down by the feed", async () => {
    const { backDoor } = await open();
    await backDoor.fail(OWN, "access-denied");
    await waitFor(banner, soon);
    expect(banner().textContent).toContain("The connected Google account may no longer edit the sheet.");
    expect(within(banner()).getByRole("button", { name: "Reconnect Google" })).toBeTruthy();
    expect(screen.getByText("Error")).toBeTruthy();
    await backDoor.heal(OWN);
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull(), soon);
  });

  it("keeps the banner over steps within the site", async () => {
    const { backDoor } = await open();
    await backDoor.fail(OWN, "access-revoked");
    await waitFor(banner, soon);
    for (const page of ["History", "Settings", "Overview"]) {
      await userEvent.click(screen.getByRole("link", { name: page }));
      expect(banner()).toBeTruthy();
    }
  });

  it("tells a run that begins, and its end", async () => {
    const { backDoor } = await open();
    await backDoor.begin(OWN, "run-1");
    await screen.findByRole("heading", { level: 1, name: "Syncing now" }, soon);
    await backDoor.finish(OWN, "run-1", 7);
    await screen.findByText("7 records added", undefined, soon);
  });

  it("saves a setting", async () => {
    const { home } = await open();
    await userEvent.click(screen.getByRole("link", { name: "Settings" }));
    await userEvent.click(await screen.findByRole("radio", { name: "Every day" }, soon));
    await waitFor(() => expect(screen.queryByText("Saving…")).toBeNull(), soon);
    await waitFor(async () => {
      const link = await home.desk.configure(OWN, { enabled: true });
      expect(link.polling.frequency).toBe("daily");
    }, soon);
  });
});
