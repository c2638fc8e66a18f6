import { PortFailure } from "../../failures/port-failure.ts";
import type { AttendanceRecord, QuarantinedRecord } from "../../model/attendance-record.ts";
import type { FrozenRow, OpenBatch } from "../../model/batch.ts";
import type { LinkId, RecordId } from "../../model/ids.ts";
import type { LinkedSheet, LinkState } from "../../model/linked-sheet.ts";
import { renderRow } from "../../model/render-row.ts";
import type { BacklogPosition } from "../../ports/attendance-store.ts";
import { estimateRowBytes } from "../../protocol/request-size.ts";
import type { RunContext } from "./run-context.ts";

/** A page is never smaller, or a batch of one would be found one record at a time behind a full quarantine. */
const MIN_PAGE = 100;
/** The quarantine also holds entries of records edited or rejected since; so many times the limit are read at most. */
const STALE_ENTRIES = 5;

/**
 * Reads the backlog ahead, in order, and cuts batches from it. Holds at most one page and one batch of rows.
 *
 * What it read may be stale by the time it is planned. Planning compares the ledger's sequence with the one the run knows, so
 * rows are given out only for the sequence that they were read at: whatever another run planned since has raised it.
 */
export class NextRows {
  readonly #run: RunContext;
  #readFor: { readonly linkId: LinkId; readonly sequence: number } | undefined;
  #rows: FrozenRow[] = [];
  #after: BacklogPosition | undefined;
  #exhausted = false;
  #setAside: Map<RecordId, number> | undefined;
  /** Records of the backlog, as far as it was read, that are set aside as they are now. */
  #heldBack = 0;
  /** Records set aside by this run because they cannot be rendered. */
  quarantined = 0;

  constructor(run: RunContext) {
    this.#run = run;
  }

  restart(): void {
    this.#rows = [];
    this.#after = undefined;
    this.#exhausted = false;
    this.#setAside = undefined;
    this.#heldBack = 0;
  }

  /** The rows of the next batch, as many as the ledger and a request allow; none when the backlog is empty. */
  async peek({ link, ledger }: LinkState): Promise<readonly FrozenRow[]> {
    const { linkId } = link;
    const sequence = ledger.nextSequence;
    // Also rendered for another link, if the admin moved to another sheet while the run was at work.
    if (this.#readFor?.linkId !== linkId || this.#readFor.sequence !== sequence) this.restart();
    this.#readFor = { linkId, sequence };
    const limit = Math.min(ledger.batchLimit, this.#run.policy.maxRows);
    while (this.#rows.length < limit && !this.#exhausted) await this.#readOn(link, limit);
    return this.#rows.slice(0, this.#thatFit(limit));
  }

  /** The first rows are in this batch now. What was read behind them is as good for the sequence after it. */
  taken({ linkId, sequence, size }: Pick<OpenBatch, "linkId" | "sequence" | "size">): void {
    this.#rows = this.#rows.slice(size);
    this.#readFor = { linkId, sequence: sequence + 1 };
  }

  /** At least one, whatever its size: one that is too large on its own is found out by the service and set aside. */
  #thatFit(limit: number): number {
    let bytes = 0;
    let count = 0;
    for (const row of this.#rows) {
      bytes += estimateRowBytes(row.cells);
      if (count === limit || (count > 0 && bytes > this.#run.policy.maxRequestBytes)) break;
      count++;
    }
    return count;
  }

  async #readOn(link: LinkedSheet, limit: number): Promise<void> {
    const { ports, tenantId } = this.#run;
    const aside = await this.#quarantine();
    const pageSize = Math.max(limit - this.#rows.length, MIN_PAGE);
    const page = await ports.attendance.backlog(tenantId, { after: this.#after, limit: pageSize });
    const unfit: QuarantinedRecord[] = [];
    for (const record of page) {
      if (aside.get(record.id) === record.revision) {
        this.#heldBack++;
        continue;
      }
      const rendering = renderRow(record, link.template, link.timeZone);
      if (rendering.status === "rendered") this.#rows.push(rendering.row);
      else unfit.push(this.#unfit(record, rendering.reason));
    }
    if (unfit.length > 0) await this.#putAside(aside, unfit);
    const last = page.at(-1);
    if (last !== undefined) this.#after = { date: last.date, recordId: last.id };
    this.#exhausted = page.length < pageSize;
  }

  async #quarantine(): Promise<Map<RecordId, number>> {
    if (this.#setAside !== undefined) return this.#setAside;
    const { ports, tenantId, policy } = this.#run;
    const entries = await ports.attendance.quarantine(tenantId, policy.quarantineLimit * STALE_ENTRIES);
    this.#setAside = new Map(entries.map(({ recordId, revision }) => [recordId, revision]));
    return this.#setAside;
  }

  #unfit({ id, revision }: AttendanceRecord, reason: string): QuarantinedRecord {
    return { recordId: id, revision, reason, since: this.#run.ports.clock.now() };
  }

  async #putAside(aside: Map<RecordId, number>, unfit: readonly QuarantinedRecord[]): Promise<void> {
    const { ports, tenantId, policy } = this.#run;
    this.#heldBack += unfit.length;
    // So many cannot be the records' fault: the template or the link is wrong, and a person must look. Entries of records
    // that were edited or rejected since do not count.
    if (this.#heldBack > policy.quarantineLimit)
      throw new PortFailure("quarantine-full", unfit[0]?.reason ?? "the quarantine is full");
    await ports.attendance.setAside(tenantId, unfit);
    for (const { recordId, revision } of unfit) aside.set(recordId, revision);
    this.quarantined += unfit.length;
  }
}
