import type { Consent } from "./consent.ts";
import type { Demo } from "./demo.ts";
import type { LinkDesk } from "./link-desk.ts";
import type { LinkFeed } from "./link-feed.ts";
import type { OperatorDesk } from "./operator-desk.ts";
import type { RunArchive } from "./run-archive.ts";
import type { Session } from "./session.ts";

/** Where the page lives: everything it reads and does goes through here. */
export interface Home {
  readonly session: Session;
  readonly feed: LinkFeed;
  readonly desk: LinkDesk;
  readonly archive: RunArchive;
  readonly consent: Consent;
  /** Undefined where nobody sees more than one tenant. */
  readonly operator: OperatorDesk | undefined;
  /** Undefined but in the demo. */
  readonly demo: Demo | undefined;
}
