// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failedLink, goodLink, history, run } from "../test/fixtures.ts";
import { MemoryWorld } from "../test/memory-home.ts";
import { openPage } from "../test/open-page.tsx";
import { tellOutcome } from "./state/consent-channel.ts";

const T = "school-north";
const now = Date.now();
const admin = { name: "office@school.example", tenant: T, isOperator: false };
let world: MemoryWorld;

beforeEach(() => {
  world = new MemoryWorld();
  world.put(T, { link: goodLink(T, now), runs: history(30, now) });
});
afterEach(cleanup);

const heading = (name: string | RegExp): Promise<HTMLElement> =>
  screen.findByRole("heading", { level: 1, name });

describe("who may look", () => {
  it("an admin is led to the own organisation", async () => {
    world.state = { status: "open", visitor: admin };
    openPage(world, "/");
    await heading("The sheet is up to date");
    expect(location.pathname).toBe(`/tenants/${T}`);
  });

  it("an admin is told nothing of another organisation, not even by asking the server", async () => {
    world.state = { status: "open", visitor: { ...admin, tenant: "school-south" } };
    openPage(world, `/tenants/${T}`);
    await screen.findByText("You may not see this page");
    expect(document.body.textContent).not.toContain("office@school.example");
    expect(document.body.textContent).not.toContain("up to date");
  });

  it("whom the server refuses is told so", async () => {
    world.forbidden.add(T);
    openPage(world, `/tenants/${T}`);
    await screen.findByText("You may not see this page");
  });

  it("somebody who is no admin is told so, and may sign in with another account", async () => {
    world.state = { status: "no-admin", name: "teacher@school.example" };
    openPage(world, `/tenants/${T}`);
    await heading("You are no admin");
    await userEvent.click(screen.getByRole("button", { name: "Sign in with another account" }));
    await heading("Sign in");
  });

  it("an admin signs in, after a wrong password too", async () => {
    world.state = { status: "asks", wants: "account" };
    openPage(world, `/tenants/${T}`);
    await userEvent.type(await screen.findByLabelText("E-mail"), "office@school.example");
    await userEvent.type(screen.getByLabelText("Password"), "wrong");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    await screen.findByText("The e-mail address or the password is wrong.");
    expect(screen.getByLabelText<HTMLInputElement>("E-mail").value).toBe("office@school.example");
    await userEvent.clear(screen.getByLabelText("Password"));
    await userEvent.type(screen.getByLabelText("Password"), "right{Enter}");
    await heading("The sheet is up to date");
  });

  it("an operator shows the token", async () => {
    world.state = { status: "asks", wants: "token" };
    openPage(world, `/tenants/${T}`);
    await userEvent.type(await screen.findByLabelText("Token"), "right{Enter}");
    await heading("The sheet is up to date");
  });
});

describe("the overview", () => {
  it("has the badge, the sheet, its account and what waits", async () => {
    world.changeLink(T, (link) => ({
      ...link,
      records: { approved: 20, exported: 8, waiting: 12, setAside: 0 },
    }));
    openPage(world, `/tenants/${T}`);
    await heading("12 records wait for the next sync");
    expect(screen.getByText("Active")).toBeTruthy();
    expect(screen.getByText("in 12 minutes")).toBeTruthy();
    expect(screen.getByText("12 records")).toBeTruthy();
    expect(screen.getByText("office@school.example")).toBeTruthy();
    expect(screen.getByRole("link", { name: /Attendance sheet/ }).getAttribute("href")).toContain("#gid=77");
  });

  it("tells what Sync now came to", async () => {
    openPage(world, `/tenants/${T}`);
    world.changeRuns(T, ([newest, ...runs]) =>
      newest === undefined ? runs : [{ ...newest, added: 9 }, ...runs],
    );
    await userEvent.click(await screen.findByRole("button", { name: "Sync now" }));
    await screen.findByText("9 records added to the sheet.");
  });

  it("says why Sync now did not work", async () => {
    openPage(world, `/tenants/${T}`);
    const button = await screen.findByRole("button", { name: "Sync now" });
    world.isDeskAway = true;
    await userEvent.click(button);
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toContain("The server does not answer."),
    );
  });

  it("shows how far a run has come, and lets nobody begin another one", async () => {
    openPage(world, `/tenants/${T}`);
    await heading("The sheet is up to date");
    world.changeLink(T, (link) => ({
      ...link,
      running: { runId: "new", since: now, added: 500 },
      records: { approved: 2_000, exported: 0, waiting: 1_500, setAside: 0 },
    }));
    world.changeRuns(T, (runs) => [{ ...run(0, now, "running"), id: "new", startedAt: now }, ...runs]);
    await heading("Syncing now");
    expect(screen.getByText("Syncing")).toBeTruthy();
    expect(screen.getByRole<HTMLProgressElement>("progressbar", { name: "Sync" }).value).toBe(25);
    expect(screen.getByText("500 of 2,000 records")).toBeTruthy();
    const before = world.calls.length;
    await userEvent.click(screen.getByRole("button", { name: "Syncing…" }));
    expect(world.calls).toHaveLength(before);
  });

  it("keeps what it knew while the server is away, says so, and asks again when one wants", async () => {
    openPage(world, `/tenants/${T}`);
    await heading("The sheet is up to date");
    world.cut(true, now - 60_000);
    await screen.findByText(/No connection. You see what was known at/);
    await heading("The sheet is up to date");
    await userEvent.click(screen.getByRole("button", { name: "Try now" }));
    expect(world.calls).toContain("retry");
    world.cut(false);
    await waitFor(() => expect(screen.queryByText(/No connection/)).toBeNull());
  });

  it("says where the schedule rests, and sets it going again", async () => {
    world.changeLink(T, (link) => ({ ...link, polling: { ...link.polling, suspendedAt: now } }));
    openPage(world, `/tenants/${T}`);
    await screen.findByRole("region", { name: "Auto-sync rests" });
    await userEvent.click(screen.getByRole("button", { name: "Resume auto-sync" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Auto-sync rests" })).toBeNull());
  });
});

describe("linking a sheet", () => {
  it("is what a tenant without one is offered, and leads to Google first", async () => {
    openPage(world, "/tenants/new-school");
    await heading("Link a sheet");
    let wentTo = "";
    window.matchMedia = (() => ({ matches: false })) as unknown as typeof window.matchMedia;
    location.assign = ((url: string) => {
      wentTo = url;
    }) as typeof location.assign;
    await userEvent.click(screen.getByRole("button", { name: "Go on to Google" }));
    await waitFor(() => expect(wentTo).toBe("https://accounts.example/consent"));
  });

  it("goes on to the overview once Google's window comes back", async () => {
    openPage(world, "/tenants/new-school/link");
    await heading("Link a sheet");
    window.matchMedia = (() => ({ matches: true })) as unknown as typeof window.matchMedia;
    const popup = { document: { body: {} }, location: { replace: () => undefined }, close: () => undefined };
    window.open = (() => popup) as unknown as typeof window.open;
    await userEvent.click(screen.getByRole("button", { name: "Go on to Google" }));
    await screen.findByText(/Go on in Google's window/);
    world.put("new-school", { link: { ...goodLink("new-school", now), lastGoodSync: null } });
    const outcome = { status: "linked", account: "office@school.example" } as const;
    await tellOutcome({ tenant: "new-school", outcome });
    await heading("Linked");
    expect(location.pathname).toBe("/tenants/new-school");
    await screen.findByText("Linked with office@school.example. The first export is on its way.");
  });

  it("says beside the address what is wrong with it, and keeps it", async () => {
    openPage(world, `/tenants/${T}/link`);
    await userEvent.click(await screen.findByRole("radio", { name: /A sheet that you have/ }));
    await userEvent.type(screen.getByLabelText("Address of the sheet"), "https://example.org");
    await userEvent.click(screen.getByRole("button", { name: "Link this sheet" }));
    await screen.findByText("This is not the address of a Google Sheet.");
    expect(screen.getByLabelText<HTMLInputElement>("Address of the sheet").value).toBe("https://example.org");
  });

  it("moves a link to another sheet, which ends its error", async () => {
    world.changeLink(T, () => failedLink(T, now, "spreadsheet-not-found"));
    openPage(world, `/tenants/${T}/link`);
    await userEvent.click(await screen.findByRole("button", { name: "Link this sheet" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(location.pathname).toBe(`/tenants/${T}`);
  });
});

it("says so where a mistake of the page stops it", async () => {
  world.changeLink(T, (link) => ({ ...link, timeZone: "Nowhere/AtAll" }));
  const told: unknown[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => told.push(words);
  openPage(world, `/tenants/${T}`);
  await screen.findByText("This page could not be shown");
  console.error = error;
  expect(String(told)).toContain("Nowhere/AtAll");
});

it("shows operators all links, and each is a way to its own page", async () => {
  world.put("college-east", { link: failedLink("college-east", now, "access-revoked") });
  openPage(world, "/");
  await heading("All links");
  const row = await screen.findByRole("link", { name: /college-east/ });
  expect(row.textContent).toContain("Error");
  expect(row.textContent).toContain("324 records, up to 3 hours");
  await userEvent.click(row);
  await screen.findByRole("alert", { name: "Google Sheets sync failed" });
});

it("lets a visitor of the demo break things, and no other visitor", async () => {
  world.troubles = [
    {
      name: "unshare",
      kind: "switch",
      title: "Take the sheet away",
      description: "It is gone.",
      active: false,
    },
    { name: "lose-answer", kind: "action", title: "Lose an answer", description: "Once.", active: false },
  ];
  openPage(world, `/tenants/${T}`, { demo: true });
  await userEvent.click(await screen.findByText("Demo: break something"));
  await userEvent.click(await screen.findByRole("switch", { name: "Take the sheet away" }));
  await waitFor(() =>
    expect(screen.getByRole("switch", { name: "Take the sheet away" }).getAttribute("aria-checked")).toBe(
      "true",
    ),
  );
  await userEvent.click(screen.getByRole("button", { name: /Lose an answer/ }));
  expect(world.calls).toContain("act lose-answer");
  cleanup();
  openPage(world, `/tenants/${T}`);
  await heading("The sheet is up to date");
  expect(screen.queryByText("Demo: break something")).toBeNull();
});
