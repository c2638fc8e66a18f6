import { failureKind } from "@attendance-export/core";
import { goodLink, run } from "./fixtures.ts";
import type { FeedBackDoor } from "./link-feed-contract.ts";
import type { MemoryWorld } from "./memory-home.ts";

/** When the runs of the back door begin. */
const START = Date.UTC(2026, 2, 2, 8);

/** Changes a world as the product changes its stores. */
export const backDoorOf = (world: MemoryWorld): FeedBackDoor => ({
  link: async (tenant) => world.put(tenant, { link: goodLink(tenant, START) }),
  fail: async (tenant, code) =>
    world.changeLink(tenant, (link) => ({
      ...link,
      status: "error",
      errorCode: code,
      errorDetails: failureKind(code).admin,
    })),
  heal: async (tenant) =>
    world.changeLink(tenant, (link) => ({ ...link, status: "active", errorCode: null, errorDetails: null })),
  begin: async (tenant, id) =>
    world.changeRuns(tenant, (runs) => [{ ...run(0, START, "running"), id, added: 0 }, ...runs]),
  finish: async (tenant, id, added) =>
    world.changeRuns(tenant, (runs) =>
      runs.map((one) => (one.id === id ? { ...one, status: "completed", added } : one)),
    ),
});
