import "../test/browser.ts";
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { coreBackDoor } from "../test/core-back-door.ts";
import { goodLink } from "../test/fixtures.ts";
import { HttpInstallation, OWN, storageWith, TOKEN } from "../test/http-installation.ts";
import { backDoorOf } from "../test/memory-back-door.ts";
import { MemoryWorld } from "../test/memory-home.ts";
import { openPageOf } from "../test/open-page.tsx";
import { recoversOn, type Stage } from "../test/recovers-on.ts";
import { nodeHome } from "./http/node-home.ts";

const inMemory = async (): Promise<Stage> => {
  const world = new MemoryWorld();
  world.put(OWN, { link: goodLink(OWN, Date.now()) });
  return { tenant: OWN, home: world.home(), backDoor: backDoorOf(world), close: async () => undefined };
};

const onTheApi = async (): Promise<Stage> => {
  const installation = await HttpInstallation.open();
  await installation.link(OWN);
  const storage = storageWith(TOKEN);
  return {
    tenant: OWN,
    home: nodeHome({ needsToken: true, demo: false, base: installation.url, storage }),
    backDoor: coreBackDoor(installation.adapters),
    close: () => installation.close(),
  };
};

recoversOn({ describe, it }, "in memory", inMemory);
recoversOn({ describe, it }, "on the HTTP API", onTheApi);

it("saves a setting by the HTTP API", async () => {
  const { home, close } = await onTheApi();
  openPageOf(home, `/tenants/${OWN}/settings`);
  await userEvent.click(await screen.findByRole("radio", { name: "Every day" }, { timeout: 4_000 }));
  await waitFor(() => expect(screen.queryByText("Saving…")).toBeNull());
  expect((await home.desk.configure(OWN, { enabled: true })).polling.frequency).toBe("daily");
  await close();
});
