import type { Link, PollingSettings } from "../model/link.ts";
import type { SyncRun } from "../model/sync-run.ts";

/** The run is over, or goes on under this id and is told by the feed. */
export type SyncAnswer =
  | { readonly status: "over"; readonly run: SyncRun }
  | { readonly status: "running"; readonly runId: string };

/** Make a spreadsheet of this title, or take the one at this address. */
export type SheetChoice = { readonly title: string } | { readonly url: string };

/** Linked; or Google must be asked for consent first, at this address, and does the rest. */
export type LinkAnswer =
  | { readonly status: "linked"; readonly link: Link }
  | { readonly status: "consent"; readonly url: string };

/** What an admin may do about a link. Rejects with a `CallFailure` and nothing else. */
export interface LinkDesk {
  /** Brings the sheet up to date now. Calling again while a run is at work is refused as `busy`. */
  syncNow(tenant: string): Promise<SyncAnswer>;
  /** Calling again with the same settings changes nothing. */
  configure(tenant: string, settings: PollingSettings): Promise<Link>;
  /** Calling again with a title makes a second spreadsheet; with an address, a second tab. */
  link(tenant: string, choice: SheetChoice): Promise<LinkAnswer>;
}
