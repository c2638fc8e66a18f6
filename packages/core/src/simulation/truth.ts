import type { ToldNotice } from "../memory/memory-admin-notifier.ts";
import type { MemoryDatabase } from "../memory/memory-database.ts";
import type { MemorySpreadsheets } from "../memory/memory-spreadsheets.ts";
import type { SpreadsheetId, TenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";

/** All that the oracles may look at: what is really there and what really happened, beside every port. */
export interface Truth {
  readonly now: EpochMs;
  readonly tenants: readonly TenantId[];
  readonly database: MemoryDatabase;
  readonly spreadsheets: MemorySpreadsheets;
  readonly notifier: { readonly told: readonly ToldNotice[] };
  /** Nothing went wrong in this world so far. */
  readonly isClean: boolean;
  /** Whether the grant was ever withdrawn. */
  wasWithdrawn(grant: Grant): boolean;
  /** Whether the tenant's account is a mere viewer now. */
  isViewer(tenantId: TenantId): boolean;
  /** Whether it ever was. */
  wasViewer(tenantId: TenantId): boolean;
  /** When the sheets last served this grant. */
  lastServed(grant: Grant): EpochMs | undefined;
  /** When somebody last restored an earlier version of the file. */
  lastRestored(spreadsheetId: SpreadsheetId): EpochMs | undefined;
  /** How many records the tenant's runs said they had exported, to whoever had started them. */
  reported(tenantId: TenantId): number;
  /** Whether somebody, Google or its weather, refused this record for what it holds. */
  wasBlamed(tenantId: TenantId, recordId: string): boolean;
}
