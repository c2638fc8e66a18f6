import type { TenantId } from "../model/ids.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";

export interface LinkPage {
  /** Tenants after this one, in code point order; from the beginning without it. */
  readonly after: TenantId | undefined;
  readonly limit: number;
}

export interface DueLink {
  readonly tenantId: TenantId;
  readonly nextPollAt: EpochMs;
}

/** Where a page of due links ended: by slot, then by tenant. */
export interface DuePage {
  readonly after: DueLink | undefined;
  readonly limit: number;
}

/** Reads the links; every change goes through `ExportLedger.transact`. Rejects with a `PortFailure` and nothing else. */
export interface LinkedSheetStore {
  /** Undefined where the tenant has no link. */
  load(tenantId: TenantId): Promise<LinkState | undefined>;

  /** All links by tenant, by pages; fewer than `limit` means there are no more. */
  list(page: LinkPage): Promise<readonly LinkedSheet[]>;

  /**
   * Links with polling enabled whose `nextPollAt` is not after `now`, by that time, then by tenant, by pages.
   * Its cost grows with the links that are due, not with all links.
   */
  due(now: EpochMs, page: DuePage): Promise<readonly DueLink[]>;
}
