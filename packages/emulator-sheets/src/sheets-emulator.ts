import type { Accounts } from "./accounts/accounts.ts";
import type { NewClient } from "./accounts/oauth-client.ts";
import type { CallLog } from "./calls/call-log.ts";
import type { Faults } from "./faults/faults.ts";
import type { Files } from "./files/files.ts";
import type { People } from "./people/people.ts";
import type { QuotaLimits, Quotas } from "./quotas/quotas.ts";
import type { Observe } from "./server/observed-call.ts";
import type { EmulatorClock } from "./time/clock.ts";

/** How an emulator is to run. With a clock and a seed given it is deterministic. */
export interface SheetsEmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: EmulatorClock;
  /** What ids and tokens are drawn from. */
  readonly seed?: number;
  /**
   * Where spreadsheets live. In memory by default: gone with the process, and as large as the sheets are. On a file, memory
   * stays flat however large they grow, and the next start finds them.
   */
  readonly storage?: "memory" | { readonly file: string };
  readonly observe?: Observe;
  /** The OAuth client that accounts sign in to: its id, secret, redirect URIs, name. What is left out is drawn. */
  readonly client?: Partial<NewClient>;
  /** `"google"` for the real numbers; off by default. */
  readonly quotas?: "google" | QuotaLimits;
}

/** A running emulator and its switches. */
export interface SheetsEmulator {
  /** Where it listens, for example `http://127.0.0.1:49213`; every emulated host is below it. */
  readonly url: string;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly people: People;
  readonly calls: CallLog;
  readonly quotas: Quotas;
  readonly files: Files;
  /** Stops listening and closes every connection. Calling it again does nothing. */
  close(): Promise<void>;
}
