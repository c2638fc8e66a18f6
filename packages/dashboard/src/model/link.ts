import type { Frequency } from "@attendance-export/core";

/** A link's schedule as its admins set it, and how it stands. Moments are milliseconds since 1970. */
export interface Polling {
  readonly enabled: boolean;
  readonly frequency: Frequency;
  readonly nextPollAt: number | null;
  readonly lastPolledAt: number | null;
  readonly retryCount: number;
  readonly maxRetries: number;
  /** The schedule rests since then: every attempt was spent. */
  readonly suspendedAt: number | null;
}

/** How many of a tenant's approved records stand where. */
interface RecordCounts {
  readonly approved: number;
  readonly exported: number;
  /** The backlog: approved and not yet on the sheet. */
  readonly waiting: number;
  readonly setAside: number;
}

/** A run at work at this moment. */
interface Running {
  readonly runId: string;
  readonly since: number | null;
  /** Records on the sheet so far, where that is known while it works. */
  readonly added: number;
}

/** A column of the sheet: its title, and what stands in it (`member.name`). */
export interface Column {
  readonly header: string;
  readonly source: string;
  readonly type: string;
}

/** A tenant's linked sheet, as its admins see it. */
export interface Link {
  readonly tenant: string;
  readonly status: "active" | "error" | "unlinked";
  /** A code of the failure table while in error; a newer server may know codes that this page does not. */
  readonly errorCode: string | null;
  readonly errorDetails: string | null;
  readonly lastAttempt: number | null;
  readonly lastSyncStatus: "Success" | "Failed" | null;
  /** The end of the last good run. */
  readonly lastGoodSync: number | null;
  readonly sheetUrl: string;
  /** Null where the server does not know it. */
  readonly sheetTitle: string | null;
  readonly accountEmail: string;
  readonly timeZone: string;
  readonly polling: Polling;
  readonly incidentSince: number | null;
  /** Null until they were counted, which takes longer than everything else. */
  readonly records: RecordCounts | null;
  readonly running: Running | null;
  /** Empty where the server does not tell. */
  readonly columns: readonly Column[];
}

/** What an admin may set; only what is present changes. */
export interface PollingSettings {
  readonly enabled?: boolean;
  readonly frequency?: Frequency;
  readonly maxRetries?: number;
}

/** How a link does by its own schedule; only operators are told. */
export type FreshnessState = "fresh" | "late" | "waiting" | "off" | "suspended" | "error" | "unlinked";

/** A line of the operators' overview. */
export interface LinkStanding {
  readonly link: Link;
  readonly freshness: FreshnessState;
  /** A good run is expected by then; null where none is. */
  readonly expectedBy: number | null;
  /** Since the last good run, if there is a backlog. */
  readonly backlogAgeMs: number | null;
}
