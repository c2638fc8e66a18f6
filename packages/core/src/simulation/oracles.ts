import { failureKind } from "../failures/failure-table.ts";
import type { MemoryTenant } from "../memory/memory-database.ts";
import type { ClosedBatch, OpenBatch, SealedBatch } from "../model/batch.ts";
import type { RecordId, SpreadsheetId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import { readMark } from "../protocol/receipt-mark.ts";
import type { Truth } from "./truth.ts";
import { Violation } from "./violation.ts";

/**
 * The invariants of `protocol.md`, looked at after every effect. They read the truth of the world, not what any port
 * says, and count for themselves what ever came on a sheet, whoever has sorted or deleted it since.
 */
export class Oracles {
  readonly #truth: Truth;
  readonly #everInserted = new Map<string, { times: number; revision: number }>();
  readonly #seen = new Map<
    MemoryTenant,
    { state: LinkState | undefined; closed: number; marked: Set<RecordId> }
  >();
  #incidents = 0;

  constructor(truth: Truth) {
    this.#truth = truth;
  }

  /** How often rows of that record ever came on that spreadsheet. */
  inserted(spreadsheetId: SpreadsheetId, recordId: RecordId): number {
    return this.#everInserted.get(`${spreadsheetId} ${recordId}`)?.times ?? 0;
  }

  /** I1 no duplicate, I8 nothing of a quarantined record. */
  rowsCameIn({ batch, rows }: SealedBatch): void {
    const { spreadsheetId } = batch.sheet;
    for (const { recordId, revision } of rows) {
      const times = this.inserted(spreadsheetId, recordId) + 1;
      this.#everInserted.set(`${spreadsheetId} ${recordId}`, { times, revision });
      const aside = this.#truth.tenant.quarantine.get(recordId);
      this.#truth.guard(() => {
        if (times > 1) throw new Violation(`I1 ${recordId} is on ${spreadsheetId} ${times} times`);
        if (aside?.revision === revision) throw new Violation(`I8 ${recordId} is set aside and on the sheet`);
      });
    }
  }

  /** Everything that can be told from the stored truth. */
  check(): void {
    for (const tenant of this.#truth.database.tenants()) {
      const before = this.#seen.get(tenant) ?? { state: undefined, closed: 0, marked: new Set<RecordId>() };
      this.#seen.set(tenant, before);
      this.#checkMarks(tenant, before.marked);
      if (tenant.state === before.state) continue;
      this.#checkFlag(before.state, tenant.state);
      this.#checkOpen(tenant, before.state);
      if (tenant.closed.size !== before.closed) this.#checkClosed(tenant);
      before.state = tenant.state;
      before.closed = tenant.closed.size;
    }
  }

  /** I2 no false success: a record with a mark is on the sheet of its batch. */
  #checkMarks(tenant: MemoryTenant, marked: Set<RecordId>): void {
    for (const { record, mark } of tenant.records.all()) {
      if (mark === null || marked.has(record.id)) continue;
      marked.add(record.id);
      const segment = tenant.state?.ledger.segments.findLast(
        ({ fromSequence }) => fromSequence <= mark.batch,
      );
      const row = this.#everInserted.get(`${segment?.sheet.spreadsheetId} ${record.id}`);
      if (row === undefined)
        throw new Violation(`I2 ${record.id} is marked as exported and was never written`);
      if (row.revision !== mark.revision)
        throw new Violation(
          `I2 ${record.id} is marked in revision ${mark.revision}, its row shows ${row.revision}`,
        );
    }
  }

  /** I7 fresh error: a link is flagged only if the grant in force was refused. One notice an incident. */
  #checkFlag(before: LinkState | undefined, now: LinkState | undefined): void {
    if (now === undefined) return;
    const { link } = now;
    if (link.incident !== null && before?.link.incident == null) this.#incidents++;
    const told = this.#truth.notifier.told.filter(({ notice }) => notice.kind === "link-failed");
    if (new Set(told.map(({ notice }) => notice.id)).size > this.#incidents)
      throw new Violation("more notices than incidents");
    if (before?.link.status !== "active" || link.status !== "error" || link.errorCode === null) return;
    const aboutGrant = ["access-revoked", "access-denied", "unauthenticated"].includes(link.errorCode);
    if (failureKind(link.errorCode).blame !== "link") throw new Violation(`I7 flagged for ${link.errorCode}`);
    if (aboutGrant && !this.#truth.refusedGrants.has(link.grantVersion))
      throw new Violation(`I7 flagged although version ${link.grantVersion} of the grant always worked`);
  }

  /** I3 one open batch, with its rows; I4 its records are in no other batch of that sheet. */
  #checkOpen(tenant: MemoryTenant, before: LinkState | undefined): void {
    const { state } = tenant;
    if (state === undefined) return;
    const { open, orphans } = state.ledger;
    const live = [...(open === null ? [] : [open]), ...orphans].map(({ sequence }) => sequence);
    if (live.length !== tenant.frozen.size || live.some((sequence) => !tenant.frozen.has(sequence)))
      throw new Violation(`I3 open ${live.join()}, frozen ${[...tenant.frozen.keys()].join()}`);
    if (open === null || open.sequence === before?.ledger.open?.sequence) return;
    if (orphansBefore(before, open)) return;
    for (const { recordId } of tenant.frozen.get(open.sequence) ?? []) {
      if (tenant.records.get(recordId)?.mark != null) throw new Violation(`I4 ${recordId} is planned again`);
      for (const orphan of orphans)
        if (orphan.sheet.spreadsheetId === open.sheet.spreadsheetId && holds(tenant, orphan, recordId))
          throw new Violation(`I4 ${recordId} is in two batches of one sheet`);
    }
  }

  /** I6 agreement: what the ledger says of a batch is what the sheet's receipt says. */
  #checkClosed(tenant: MemoryTenant): void {
    const closed = [...tenant.closed.values()].at(-1);
    if (closed === undefined) return;
    const mark = this.#truth.spreadsheets.file(closed.sheet.spreadsheetId)?.mark(closed.receipt.id);
    const reading = mark === undefined ? "none" : readMark(closed.receipt, mark);
    if (reading !== wanted(closed))
      throw new Violation(`I6 batch ${closed.sequence} is ${closed.outcome}, its receipt says ${reading}`);
  }
}

const wanted = ({ outcome }: ClosedBatch): string => (outcome === "confirmed" ? "rows" : "void");

const orphansBefore = (before: LinkState | undefined, open: OpenBatch): boolean =>
  before?.ledger.orphans.some(({ sequence }) => sequence === open.sequence) ?? false;

const holds = (tenant: MemoryTenant, batch: OpenBatch, recordId: RecordId): boolean =>
  tenant.frozen.get(batch.sequence)?.some((row) => row.recordId === recordId) ?? false;
