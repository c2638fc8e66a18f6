import type { Link } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";

/** `lost` since then; `retryAt` is when the next attempt is due, where the feed itself decides on that. */
export type Connection =
  | { readonly status: "live" }
  | { readonly status: "lost"; readonly since: number; readonly retryAt: number | null };

/** One piece of news of a tenant. A link that is undefined says that the tenant has none. */
export type FeedNews =
  | { readonly kind: "link"; readonly link: Link | undefined }
  | { readonly kind: "runs"; readonly runs: readonly SyncRun[] }
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "refused"; readonly reason: "forbidden" | "signed-out" };

export interface Watch {
  /** Nothing more is told. Calling again does nothing. */
  end(): void;
  /** Tries a lost connection at once; does nothing while it lives. */
  retry(): void;
}

/** What happens to a tenant's link, as it happens. */
export interface LinkFeed {
  /**
   * Tells the link and its newest runs (at least twenty, newest first) as they are, then again at every change, until the watch
   * ends. A connection that breaks is told and restored by itself with growing pauses; what was told before stays true as
   * far as anybody knows. After `refused` nothing more comes. The listener is never called before this returns.
   */
  watch(tenant: string, listener: (news: FeedNews) => void): Watch;
}
