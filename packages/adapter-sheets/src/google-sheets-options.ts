import type { Clock, Grant } from "@attendance-export/core";

/** Our OAuth client, as Google's console shows it. */
export interface OAuthClientOptions {
  readonly id: string;
  readonly secret: string;
}

/** What the adapters need to speak to Google for any tenant. */
export interface GoogleSheetsOptions {
  /** The refresh token of this very version of the grant. May reject with a `PortFailure`, which is passed on. */
  readonly refreshToken: (grant: Grant) => Promise<string>;
  readonly client: OAuthClientOptions;
  readonly clock: Clock;
  /** Where Google is; Google's own addresses unless an emulator stands in. */
  readonly endpoints?: { readonly sheetsUrl?: string; readonly tokenUrl?: string };
  /** How long a call may take, with all that belongs to it. */
  readonly timeoutsMs?: { readonly write?: number; readonly read?: number; readonly token?: number };
}

/**
 * Google works on one request for up to 180 s (sheets/FACTS.md §5), so a write is given nearly all of that: given up
 * sooner, it is left in the air. A little less, so that whoever allows a call 180 s never gives up a request before we do.
 */
export const defaultTimeoutsMs = { write: 170_000, read: 60_000, token: 20_000 } as const;

export const defaultEndpoints = {
  sheetsUrl: "https://sheets.googleapis.com/",
  tokenUrl: "https://oauth2.googleapis.com/token",
} as const;
