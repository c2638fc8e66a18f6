// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { goodLink, history } from "../../../test/fixtures.ts";
import { MemoryWorld } from "../../../test/memory-home.ts";
import { openPage } from "../../../test/open-page.tsx";

const T = "school-north";
const now = Date.now();
let world: MemoryWorld;

beforeEach(async () => {
  world = new MemoryWorld();
  world.put(T, { link: goodLink(T, now), runs: history(3, now) });
  openPage(world, `/tenants/${T}/settings`);
  await screen.findByRole("heading", { level: 1, name: "Settings" });
});
afterEach(cleanup);

const autoSync = (): HTMLElement => screen.getByRole("switch", { name: "Auto-sync" });
const radio = (name: string): HTMLInputElement => screen.getByRole("radio", { name });
const saved = () => world.tenants.get(T)?.link?.polling;

describe("a setting", () => {
  it("is shown as changed before the server has said yes", async () => {
    const gate = Promise.withResolvers<void>();
    world.gate = gate.promise;
    await userEvent.click(autoSync());
    expect(autoSync().getAttribute("aria-checked")).toBe("false");
    expect(saved()?.enabled).toBe(true);
    gate.resolve();
    await waitFor(() => expect(saved()?.enabled).toBe(false));
    expect(autoSync().getAttribute("aria-checked")).toBe("false");
  });

  it("is shown as it was once the server says no, and the page says so", async () => {
    world.isDeskAway = true;
    await userEvent.click(radio("Every 15 minutes"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Not saved."));
    expect(radio("Every hour").checked).toBe(true);
    expect(saved()?.frequency).toBe("hourly");
  });

  it("that is changed twice ends as it was changed last", async () => {
    const gate = Promise.withResolvers<void>();
    world.gate = gate.promise;
    await userEvent.click(radio("Every 15 minutes"));
    await userEvent.click(radio("Every day"));
    gate.resolve();
    await waitFor(() => expect(saved()?.frequency).toBe("daily"));
    await waitFor(() => expect(screen.queryByText("Saving…")).toBeNull());
    expect(radio("Every day").checked).toBe(true);
  });

  it("that somebody else changes is shown at once", async () => {
    world.changeLink(T, (link) => ({ ...link, polling: { ...link.polling, frequency: "weekly" } }));
    await waitFor(() => expect(radio("Every week").checked).toBe(true));
  });
});

describe("how often", () => {
  it("is saved as days and a time", async () => {
    await userEvent.click(radio("On certain days"));
    expect(saved()?.frequency).toBe("hourly");
    await userEvent.click(screen.getByRole("checkbox", { name: /Friday/ }));
    await userEvent.click(screen.getByRole("button", { name: "Save days and time" }));
    await waitFor(() => expect(saved()?.frequency).toEqual({ cron: "0 6 * * 1-4" }));
    expect(radio("On certain days").checked).toBe(true);
  });

  it("needs at least one day", async () => {
    await userEvent.click(radio("On certain days"));
    for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
      await userEvent.click(screen.getByRole("checkbox", { name: new RegExp(day) }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save days and time" }).disabled).toBe(true);
    expect(screen.getByText("Choose at least one day.")).toBeTruthy();
  });

  it("says beside a cron expression what the server wants instead, and keeps what was typed", async () => {
    await userEvent.click(radio("Cron expression"));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Expression" });
    await userEvent.type(field, "0 6 * *");
    await userEvent.click(screen.getByRole("button", { name: "Save expression" }));
    await screen.findByText("This needs to be a cron expression of five fields.");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Expression" }).value).toBe("0 6 * *");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(saved()?.frequency).toBe("hourly");
  });
});

it("sets after how many attempts auto-sync rests", async () => {
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Attempts" }), "5");
  await waitFor(() => expect(saved()?.maxRetries).toBe(5));
});
