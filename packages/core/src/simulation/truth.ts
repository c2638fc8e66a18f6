import type { ToldNotice } from "../memory/memory-admin-notifier.ts";
import type { MemoryDatabase, MemoryTenant } from "../memory/memory-database.ts";
import type { MemorySpreadsheets } from "../memory/memory-spreadsheets.ts";

/** All that the oracles may look at: what is really there, beside every port. */
export interface Truth {
  readonly database: MemoryDatabase;
  readonly tenant: MemoryTenant;
  readonly spreadsheets: MemorySpreadsheets;
  readonly notifier: { readonly told: readonly ToldNotice[] };
  /** Versions of the grant that were ever withdrawn. */
  readonly refusedGrants: ReadonlySet<number>;
  /** Runs a check; what it throws ends the simulation. */
  guard(check: () => void): void;
}
