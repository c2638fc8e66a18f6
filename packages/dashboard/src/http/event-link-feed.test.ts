import { verify } from "@attendance-export/core/contract";
import { describe, it } from "vitest";
import { coreBackDoor } from "../../test/core-back-door.ts";
import { EMPTY, FOREIGN, HttpInstallation, OWN, storageWith, TOKEN } from "../../test/http-installation.ts";
import { linkFeedContract } from "../../test/link-feed-contract.ts";
import { nodeHome } from "./node-home.ts";

verify({ describe, it }, linkFeedContract, {
  adapter: "EventLinkFeed",
  open: async () => {
    const installation = await HttpInstallation.open();
    await installation.link(OWN);
    const storage = storageWith(TOKEN);
    const { feed } = nodeHome({ needsToken: true, demo: false, base: installation.url, storage });
    return {
      feed,
      tenant: OWN,
      empty: EMPTY,
      foreign: FOREIGN,
      backDoor: coreBackDoor(installation.adapters),
      lever: {
        cut: async () => installation.cut(true),
        restore: async () => installation.cut(false),
      },
      patienceMs: 4_000,
      close: () => installation.close(),
    };
  },
});
