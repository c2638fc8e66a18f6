import type { MemoryTenant } from "../../memory/memory-database.ts";
import type { SealedBatch } from "../../model/batch.ts";
import type { RecordId, SpreadsheetId, TenantId } from "../../model/ids.ts";
import type { Truth } from "../truth.ts";
import { Violation } from "../violation.ts";
import type { BatchOracle } from "./batch-oracle.ts";

interface Rows {
  readonly times: number;
  readonly revision: number;
}

/** Rows of one spreadsheet, by tenant and record. */
export type RowsOfSheet = ReadonlyMap<string, Rows>;

/** What stands on the sheets, counted as it comes: no duplicate, nothing marked that never came, nothing of strangers. */
export class RecordOracle {
  readonly #truth: Truth;
  readonly #batches: BatchOracle;
  /** By spreadsheet, tenant and record: rows that came and that no restore has taken away. */
  readonly #present = new Map<SpreadsheetId, Map<string, Rows>>();
  /** The same, and nothing takes it away. */
  readonly #ever = new Map<string, Rows>();
  readonly #marked = new Set<string>();
  /** Records on a sheet by the known residual; what follows from that is no news. */
  readonly #residual = new Set<string>();
  residuals = 0;

  constructor(truth: Truth, batches: BatchOracle) {
    this.#truth = truth;
    this.#batches = batches;
  }

  /** What is on the sheet now, for whoever keeps this version of it. */
  snapshot(spreadsheetId: SpreadsheetId): RowsOfSheet {
    return new Map(this.#on(spreadsheetId));
  }

  restored(spreadsheetId: SpreadsheetId, version: RowsOfSheet): void {
    this.#present.set(spreadsheetId, new Map(version));
  }

  /** I1 no duplicate, I8 nothing of a quarantined record, and only on sheets that are the tenant's own. */
  rowsCameIn(tenantId: TenantId, { batch, rows }: SealedBatch): void {
    const { spreadsheetId } = batch.sheet;
    const tenant = this.#truth.database.tenant(tenantId);
    this.#belongs(tenantId, tenant, batch);
    const isVoid = tenant.closed.get(batch.sequence)?.outcome === "void";
    const lost = isVoid && this.#batches.lostItsReceipt(tenantId, batch);
    if (lost) this.residuals++;
    const present = this.#on(spreadsheetId);
    for (const { recordId, revision, cells } of rows) {
      const key = `${tenantId} ${recordId}`;
      const times = (present.get(key)?.times ?? 0) + 1;
      present.set(key, { times, revision });
      this.#ever.set(`${spreadsheetId} ${key}`, { times, revision });
      if (lost) this.#residual.add(key);
      if (!cells.some((cell) => typeof cell === "string" && cell.includes(canaryOf(tenantId))))
        throw new Violation(`isolation: a row of ${tenantId} holds what is not its own`);
      if (this.#residual.has(key)) continue;
      if (times > 1) throw new Violation(`I1 ${recordId} is on ${spreadsheetId} ${times} times`);
      if (tenant.quarantine.get(recordId)?.revision === revision)
        throw new Violation(`I8 ${recordId} is set aside and on the sheet`);
    }
  }

  /** I2 no false success: a record with a mark is on the sheet of its batch, as the mark says. */
  after(): void {
    for (const tenantId of this.#truth.tenants) {
      const tenant = this.#truth.database.tenant(tenantId);
      for (const { record, mark } of tenant.records.all()) {
        if (mark === null || this.#marked.has(`${tenantId} ${record.id}`)) continue;
        this.#marked.add(`${tenantId} ${record.id}`);
        this.#cameOnItsSheet(tenantId, record.id, mark);
      }
    }
  }

  /** I8 the other way round: what is on the sheet is not set aside. */
  afterSettingAside(): void {
    for (const tenantId of this.#truth.tenants) {
      const { state, quarantine } = this.#truth.database.tenant(tenantId);
      // Whoever moves from sheet to sheet meets records on one that were refused on another.
      if (state === undefined || state.ledger.segments.length > 1) continue;
      for (const { recordId, revision } of quarantine.values()) {
        const key = `${tenantId} ${recordId}`;
        // As the sheet is now: an older version may have taken the row away before the record was sent again and refused.
        const rows = this.#on(state.link.sheet.spreadsheetId).get(key);
        if (rows?.revision === revision && !this.#residual.has(key))
          throw new Violation(`I8 ${recordId} is on the sheet and set aside`);
      }
    }
  }

  #cameOnItsSheet(
    tenantId: TenantId,
    recordId: RecordId,
    mark: { readonly batch: number; readonly revision: number },
  ): void {
    const segments = this.#truth.database.tenant(tenantId).state?.ledger.segments ?? [];
    const segment = segments.findLast(({ fromSequence }) => fromSequence <= mark.batch);
    const row = this.#ever.get(`${segment?.sheet.spreadsheetId} ${tenantId} ${recordId}`);
    if (row === undefined) throw new Violation(`I2 ${recordId} is marked as exported and was never written`);
    if (row.revision !== mark.revision)
      throw new Violation(
        `I2 ${recordId} is marked in revision ${mark.revision}, its row shows ${row.revision}`,
      );
  }

  #belongs(tenantId: TenantId, tenant: MemoryTenant, { sheet }: SealedBatch["batch"]): void {
    const own = tenant.state?.ledger.segments.some(
      (segment) => segment.sheet.spreadsheetId === sheet.spreadsheetId && segment.sheet.tabId === sheet.tabId,
    );
    if (own !== true) throw new Violation(`isolation: rows of ${tenantId} came on a tab that is not its own`);
  }

  #on(spreadsheetId: SpreadsheetId): Map<string, Rows> {
    const known = this.#present.get(spreadsheetId);
    if (known !== undefined) return known;
    const fresh = new Map<string, Rows>();
    this.#present.set(spreadsheetId, fresh);
    return fresh;
  }
}

/** Stands in every row of a tenant, so that it is recognised wherever it turns up. */
export const canaryOf = (tenantId: TenantId): string => `«${tenantId}»`;
