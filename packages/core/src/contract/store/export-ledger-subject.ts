import type { ClosedBatch } from "../../model/batch.ts";
import type { TenantId } from "../../model/ids.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { ExportLedger } from "../../ports/export-ledger.ts";
import type { StoreSubject } from "./store-lever.ts";

/** What a ledger keeps, reached beside the adapter. */
export interface LedgerBackDoor {
  /** Keeps or replaces the state of the tenant that it names. */
  plant(state: LinkState): Promise<void>;
  state(tenantId: TenantId): Promise<LinkState | undefined>;
  /** Sequences of which anything at all of the frozen rows is still there, ascending. */
  frozenSequences(tenantId: TenantId): Promise<readonly number[]>;
  /** Every closed batch, by sequence, ascending. */
  closed(tenantId: TenantId): Promise<readonly ClosedBatch[]>;
}

export interface ExportLedgerSubject extends StoreSubject {
  readonly port: ExportLedger;
  /** The same store through a second adapter, as another process has it. */
  readonly peer: ExportLedger;
  readonly backDoor: LedgerBackDoor;
}
