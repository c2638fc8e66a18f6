import type { LinkStanding } from "../model/link.ts";

/** A page of all links by tenant. `next` asks for the page after it; undefined on the last one. */
export interface StandingPage {
  readonly standings: readonly LinkStanding[];
  readonly next: string | undefined;
}

/** What only operators of an installation see. Rejects with a `CallFailure` and nothing else. */
export interface OperatorDesk {
  /** Reads only. */
  standings(after?: string): Promise<StandingPage>;
}
