import type { MemoryTenant } from "../../memory/memory-database.ts";
import type { ClosedBatch, OpenBatch } from "../../model/batch.ts";
import type { RecordId, TenantId } from "../../model/ids.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { EpochMs } from "../../model/time.ts";
import { readMark } from "../../protocol/receipt-mark.ts";
import type { Truth } from "../truth.ts";
import { Violation } from "../violation.ts";

interface Seen {
  state: LinkState | undefined;
  closed: number;
}

/** One open batch at a time, its records in no other, and its end as its receipt says. */
export class BatchOracle {
  readonly #truth: Truth;
  readonly #seen = new Map<MemoryTenant, Seen>();
  /** By the world's clock; what a batch says of itself is by its planner's. */
  readonly #plannedAt = new Map<string, EpochMs>();

  constructor(truth: Truth) {
    this.#truth = truth;
  }

  after(): void {
    for (const tenantId of this.#truth.tenants) {
      const tenant = this.#truth.database.tenant(tenantId);
      const before = this.#seen.get(tenant) ?? { state: undefined, closed: 0 };
      if (tenant.state === before.state) continue;
      this.#seen.set(tenant, { state: tenant.state, closed: tenant.closed.size });
      const { open } = tenant.state?.ledger ?? {};
      if (open != null && !this.#plannedAt.has(`${tenantId} ${open.sequence}`))
        this.#plannedAt.set(`${tenantId} ${open.sequence}`, this.#truth.now);
      this.#checkOpen(tenant, before.state);
      if (tenant.closed.size !== before.closed) this.#checkClosed(tenantId, tenant);
    }
  }

  /** Whoever restores an earlier version takes the receipts of later batches away, together with their rows. */
  lostItsReceipt(tenantId: TenantId, { sequence, sheet }: Pick<OpenBatch, "sequence" | "sheet">): boolean {
    const restoredAt = this.#truth.lastRestored(sheet.spreadsheetId) ?? Number.NEGATIVE_INFINITY;
    return restoredAt >= (this.#plannedAt.get(`${tenantId} ${sequence}`) ?? 0);
  }

  /** I3 one open batch, with its rows; I4 its records are in no other batch of that sheet. */
  #checkOpen(tenant: MemoryTenant, before: LinkState | undefined): void {
    const { state } = tenant;
    if (state === undefined) return;
    const { open, orphans } = state.ledger;
    const live = orphans.length + (open === null ? 0 : 1);
    const missing = [...orphans, ...(open === null ? [] : [open])].some(
      ({ sequence }) => !tenant.frozen.has(sequence),
    );
    if (live !== tenant.frozen.size || missing)
      throw new Violation(
        `I3 ${live} live batches, frozen rows of batches ${[...tenant.frozen.keys()].join()}`,
      );
    if (open === null || open.sequence === before?.ledger.open?.sequence) return;
    if (wasOrphan(before, open)) return;
    for (const { recordId } of tenant.frozen.get(open.sequence) ?? []) {
      if (tenant.records.get(recordId)?.mark != null) throw new Violation(`I4 ${recordId} is planned again`);
      for (const orphan of orphans)
        if (orphan.sheet.spreadsheetId === open.sheet.spreadsheetId && holds(tenant, orphan, recordId))
          throw new Violation(`I4 ${recordId} is in two batches of one sheet`);
    }
  }

  /** I6 agreement: what the ledger says of a batch is what the sheet's receipt says. */
  #checkClosed(tenantId: TenantId, tenant: MemoryTenant): void {
    const closed = [...tenant.closed.values()].at(-1);
    if (closed === undefined || this.lostItsReceipt(tenantId, closed)) return;
    const mark = this.#truth.spreadsheets.file(closed.sheet.spreadsheetId)?.mark(closed.receipt.id);
    const reading = mark === undefined ? "none" : readMark(closed.receipt, mark);
    if (reading !== wanted(closed))
      throw new Violation(`I6 batch ${closed.sequence} is ${closed.outcome}, its receipt says ${reading}`);
  }
}

const wanted = ({ outcome }: ClosedBatch): string => (outcome === "confirmed" ? "rows" : "void");

const wasOrphan = (before: LinkState | undefined, open: OpenBatch): boolean =>
  before?.ledger.orphans.some(({ sequence }) => sequence === open.sequence) ?? false;

const holds = (tenant: MemoryTenant, batch: OpenBatch, recordId: RecordId): boolean =>
  tenant.frozen.get(batch.sequence)?.some((row) => row.recordId === recordId) ?? false;
