import { type Saboteurs, verify, verifyContract } from "@attendance-export/core/contract";
import { describe, it } from "vitest";
import type { LinkFeed } from "../src/port/link-feed.ts";
import { goodLink } from "./fixtures.ts";
import { type LinkFeedSentence, type LinkFeedSubject, linkFeedContract } from "./link-feed-contract.ts";
import { backDoorOf } from "./memory-back-door.ts";
import { MemoryWorld } from "./memory-home.ts";

const START = Date.UTC(2026, 2, 2, 8);

const open = async (
  around: (feed: LinkFeed) => LinkFeed = (feed) => feed,
  patienceMs = 1_000,
): Promise<LinkFeedSubject> => {
  const world = new MemoryWorld();
  world.put("tenant-1", { link: goodLink("tenant-1", START) });
  world.forbidden.add("tenant-10");
  return {
    feed: around(world.home().feed),
    tenant: "tenant-1",
    empty: "tenant-11",
    foreign: "tenant-10",
    backDoor: backDoorOf(world),
    lever: { cut: async () => world.cut(true), restore: async () => world.cut(false) },
    patienceMs,
    close: async () => undefined,
  };
};

verify({ describe, it }, linkFeedContract, { adapter: "MemoryWorld's feed", open: () => open() });

/** Passes on only some of the news. */
const deafTo =
  (isDropped: Parameters<typeof filtered>[1]) =>
  (feed: LinkFeed): LinkFeed =>
    filtered(feed, isDropped);

const filtered = (
  feed: LinkFeed,
  isDropped: (news: Parameters<Parameters<LinkFeed["watch"]>[1]>[0], told: number) => boolean,
): LinkFeed => ({
  watch: (tenant, listener) => {
    let told = 0;
    return feed.watch(tenant, (news) => {
      told += 1;
      if (!isDropped(news, told)) listener(news);
    });
  },
});

const sabotaged = (around: (feed: LinkFeed) => LinkFeed) => () => open(around, 50);

const saboteurs: Saboteurs<LinkFeedSubject, LinkFeedSentence> = {
  "tells the link and its runs as they are": sabotaged(deafTo(({ kind }) => kind === "runs")),
  "tells a failure of the link, and that it works again": sabotaged(
    deafTo((news) => news.kind === "link" && news.link?.status === "error"),
  ),
  "tells a run that begins, and its end": sabotaged(
    deafTo((news) => news.kind === "runs" && news.runs[0]?.status === "running"),
  ),
  "tells that there is no link, and the link once there is one": sabotaged(
    deafTo((news) => news.kind === "link" && news.link === undefined),
  ),
  "tells nothing of a tenant that the visitor may not see": sabotaged((feed) => ({
    watch: (_tenant, listener) => feed.watch("tenant-1", listener),
  })),
  "tells nothing before the watch begins, and nothing after its end": sabotaged((feed) => ({
    watch: (tenant, listener) => ({ ...feed.watch(tenant, listener), end: () => undefined }),
  })),
  "tells a lost connection, and what happened meanwhile once it is back": sabotaged(
    deafTo(({ kind }, told) => kind === "connection" && told > 3),
  ),
};

verifyContract({ describe, it }, linkFeedContract, saboteurs);
