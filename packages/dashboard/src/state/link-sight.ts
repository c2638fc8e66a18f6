import type { Link } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { Connection, FeedNews } from "../port/link-feed.ts";

/** What the page knows of a tenant at this moment. */
export interface LinkSight {
  readonly standing: "loading" | "linked" | "unlinked" | "refused";
  /** There once the standing is `linked`, and kept while the connection is lost. */
  readonly link: Link | undefined;
  /** Newest first; undefined until the first news of them. */
  readonly runs: readonly SyncRun[] | undefined;
  readonly connection: Connection;
  readonly refusal: "forbidden" | "signed-out" | undefined;
}

export const nothingSeen: LinkSight = {
  standing: "loading",
  link: undefined,
  runs: undefined,
  connection: { status: "live" },
  refusal: undefined,
};

/** What is known after the news. A lost connection takes nothing away: what was known is the best that anybody knows. */
export const afterNews = (sight: LinkSight, news: FeedNews): LinkSight => {
  switch (news.kind) {
    case "link":
      return news.link === undefined
        ? { ...sight, standing: "unlinked", link: undefined, runs: undefined }
        : { ...sight, standing: "linked", link: news.link };
    case "runs":
      return { ...sight, runs: news.runs };
    case "connection":
      return { ...sight, connection: news.connection };
    case "refused":
      return { ...nothingSeen, standing: "refused", refusal: news.reason };
  }
};
