// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { goodLink, history, run } from "../../../test/fixtures.ts";
import { MemoryWorld } from "../../../test/memory-home.ts";
import { openPage } from "../../../test/open-page.tsx";

const T = "school-north";
const now = Date.now();
let world: MemoryWorld;

beforeEach(() => {
  world = new MemoryWorld();
  world.put(T, { link: goodLink(T, now), runs: history(10_000, now) });
});
afterEach(cleanup);

const list = (): HTMLElement => screen.getByRole("region", { name: "Runs" });
const shown = (): number => within(list()).getAllByRole("link").length;
const openHistory = async (query = ""): Promise<void> => {
  openPage(world, `/tenants/${T}/history${query}`);
  await waitFor(() => expect(shown()).toBeGreaterThan(0));
};

describe("a history of ten thousand runs", () => {
  it("shows one page of it, and the pages after it", async () => {
    await openHistory();
    expect(shown()).toBe(50);
    await userEvent.click(screen.getByRole("button", { name: "Older" }));
    await waitFor(() => expect(location.search).toBe("?before=50"));
    await waitFor(() =>
      expect(within(list()).getAllByRole("link")[0]?.getAttribute("href")).toContain("run_09949"),
    );
    expect(shown()).toBe(50);
    await userEvent.click(screen.getByRole("button", { name: "Newest" }));
    await waitFor(() =>
      expect(within(list()).getAllByRole("link")[0]?.getAttribute("href")).toContain("run_09999"),
    );
  });

  it("shows only what failed, on its own address", async () => {
    await openHistory();
    await userEvent.click(screen.getByRole("radio", { name: "Failed" }));
    await waitFor(() => expect(location.search).toBe("?outcome=failed"));
    await waitFor(() => expect(within(list()).queryByText("Completed")).toBeNull());
    expect(within(list()).getAllByText("Failed")).toHaveLength(50);
  });

  it("shows a run that begins, and its end, without being asked again", async () => {
    await openHistory();
    const before = world.calls.length;
    world.changeRuns(T, (runs) => [{ ...run(0, now, "running"), id: "new", startedAt: Date.now() }, ...runs]);
    await waitFor(() => expect(within(list()).getByText("Running")).toBeTruthy());
    world.changeRuns(T, ([newest, ...runs]) =>
      newest === undefined ? runs : [{ ...newest, status: "completed", added: 777 }, ...runs],
    );
    await waitFor(() => expect(within(list()).getByText("777 records added")).toBeTruthy());
    expect(world.calls).toHaveLength(before);
  });

  it("says that it could not be loaded, and loads it once it can", async () => {
    world.isDeskAway = true;
    openPage(world, `/tenants/${T}/history`);
    await screen.findByText("This could not be loaded");
    world.isDeskAway = false;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(shown()).toBe(50));
  });
});

describe("a run's page", () => {
  it("tells what it did, why it failed, and where its rows are", async () => {
    openPage(world, `/tenants/${T}/history/run_09991`);
    await screen.findByRole("heading", { name: "Why it failed" });
    expect(screen.getByText("provider-error")).toBeTruthy();
    expect(screen.getByRole("link", { name: /See the rows on the sheet/ }).getAttribute("href")).toContain(
      "/spreadsheets/d/",
    );
  });

  it("is live while the run is at work", async () => {
    world.changeRuns(T, (runs) => [{ ...run(0, now, "running"), id: "new", startedAt: now }, ...runs]);
    openPage(world, `/tenants/${T}/history/new`);
    await screen.findByText("Still at work");
    world.changeRuns(T, ([newest, ...runs]) =>
      newest === undefined
        ? runs
        : [
            { ...newest, status: "completed", completedAt: now + 900, durationMs: 900, added: 4_321 },
            ...runs,
          ],
    );
    await screen.findByText("4,321");
    expect(screen.queryByText("Still at work")).toBeNull();
  });

  it("says that there is no such run", async () => {
    openPage(world, `/tenants/${T}/history/none`);
    await screen.findByText("There is no such run");
  });
});
