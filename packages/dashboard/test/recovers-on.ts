import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect } from "vitest";
import type { Home } from "../src/port/home.ts";
import type { FeedBackDoor } from "./link-feed-contract.ts";
import { openPageOf } from "./open-page.tsx";

/** A home of the page with one linked tenant, and the way past it. */
export interface Stage {
  readonly tenant: string;
  readonly home: Home;
  readonly backDoor: FeedBackDoor;
  close(): Promise<void>;
}

interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
}

const banner = (): HTMLElement => screen.getByRole("alert", { name: "Google Sheets sync failed" });
const soon = { timeout: 4_000 };

/** The failure and recovery of seed 001 as somebody sees it who looks at the page; the same wherever the page lives. */
export const recoversOn = ({ describe, it }: Runner, name: string, openStage: () => Promise<Stage>): void => {
  let stage: Stage | undefined;
  afterEach(async () => {
    cleanup();
    await stage?.close();
    stage = undefined;
  });
  const open = async (): Promise<Stage> => {
    const opened = await openStage();
    stage = opened;
    openPageOf(opened.home, `/tenants/${opened.tenant}`);
    await screen.findByRole("heading", { level: 1, name: /Linked|up to date/ }, soon);
    return opened;
  };
  describe(`the failure and recovery of seed 001, ${name}`, () => {
    it("puts the banner up by the feed, and takes it down by the feed", async () => {
      const { backDoor, tenant } = await open();
      await backDoor.fail(tenant, "access-denied");
      await waitFor(banner, soon);
      expect(banner().textContent).toContain("The connected Google account may no longer edit the sheet.");
      expect(within(banner()).getByRole("button", { name: "Reconnect Google" })).toBeTruthy();
      expect(screen.getByText("Error")).toBeTruthy();
      await backDoor.heal(tenant);
      await waitFor(() => expect(screen.queryByRole("alert")).toBeNull(), soon);
    });

    it("keeps the banner over steps within the site", async () => {
      const { backDoor, tenant } = await open();
      await backDoor.fail(tenant, "access-revoked");
      await waitFor(banner, soon);
      for (const page of ["History", "Settings", "Overview"]) {
        await userEvent.click(screen.getByRole("link", { name: page }));
        expect(banner()).toBeTruthy();
      }
    });

    it("tells a run that begins, and its end", async () => {
      const { backDoor, tenant } = await open();
      await backDoor.begin(tenant, "run-1");
      await screen.findByRole("heading", { level: 1, name: "Syncing now" }, soon);
      await backDoor.finish(tenant, "run-1", 7);
      await screen.findByText("7 records added", undefined, soon);
    });
  });
};
