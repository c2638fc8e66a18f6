import { failureKind } from "../../failures/failure-table.ts";
import type { FrozenRow, OpenBatch, SealedBatch } from "../../model/batch.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { EpochMs } from "../../model/time.ts";
import { DeliverBatch } from "./deliver-batch.ts";
import { claimOf, type RunContext } from "./run-context.ts";

/** How a batch ended for this run, and the link's state after it. */
export type Settlement =
  | { readonly status: "confirmed"; readonly exported: number; readonly state: LinkState | undefined }
  | { readonly status: "void"; readonly quarantined: number; readonly state: LinkState | undefined }
  /** Another run closed it, and counts it. */
  | { readonly status: "elsewhere"; readonly state: LinkState | undefined }
  | Undecided;

/** The sheet has not decided yet, and this run does not wait for it. */
export type Undecided =
  | { readonly status: "deferred"; readonly until: EpochMs }
  | { readonly status: "out-of-time" };

/** Takes one open batch from wherever it stands to its end: delivered, written down, its records marked. */
export class SettleBatch {
  readonly #run: RunContext;

  constructor(run: RunContext) {
    this.#run = run;
  }

  async execute(state: LinkState, sealed: SealedBatch, fresh: boolean): Promise<Settlement> {
    const verdict = await new DeliverBatch(this.#run, state).execute(sealed, fresh);
    switch (verdict.status) {
      case "rows":
        return this.#confirm(sealed);
      case "void":
        return this.#free(sealed, verdict.detail);
      case "elsewhere":
        return this.#elsewhere();
      case "out-of-time":
        return { status: "out-of-time" };
      case "deferred":
        return verdict;
    }
  }

  /**
   * Applied before marked, marked before confirmed. A crash after `applyBatch` costs nothing: the next run goes on marking
   * without asking the sheet. A crash within the marking repeats it, and marks keep what they have.
   */
  async #confirm({ batch, rows }: SealedBatch): Promise<Settlement> {
    const { ports, tenantId, policy } = this.#run;
    const news = { ...claimOf(this.#run), sequence: batch.sequence };
    const applied = await ports.ledger.transact(tenantId, this.#run.protocol.applyBatch(news));
    if (applied === undefined) return this.#elsewhere();
    await ports.attendance.markExported(tenantId, exportedBatch(applied, rows));
    const closed = await ports.ledger.transact(
      tenantId,
      this.#run.protocol.confirmBatch({
        ...claimOf(this.#run),
        sequence: batch.sequence,
        maxRows: policy.maxRows,
      }),
    );
    return closed?.closedHere === true
      ? { status: "confirmed", exported: batch.size, state: closed.state }
      : { status: "elsewhere", state: closed?.state };
  }

  /**
   * The void receipt stands, so the records are free. A batch of one has found its record, which is set aside before the
   * batch is closed: as long as it is open, nobody plans the record again. A crash between the two repeats both.
   */
  async #free({ batch, rows }: SealedBatch, detail: string | undefined): Promise<Settlement> {
    const { ports, tenantId, protocol } = this.#run;
    const [only] = rows;
    const found = batch.size === 1 && only !== undefined && (await this.#isToBlame(batch));
    if (found) await this.#setAside(only, detail);
    const news = { ...claimOf(this.#run), sequence: batch.sequence };
    const closed = await ports.ledger.transact(tenantId, protocol.voidBatch(news));
    const quarantined = found && closed?.closedHere === true ? 1 : 0;
    return { status: "void", quarantined, state: closed?.state };
  }

  /**
   * Whether the batch was given up for what its record holds. That is for the ledger to say: it may have been left behind by
   * a relink, or be closed, while this run slept.
   */
  async #isToBlame({ sequence }: OpenBatch): Promise<boolean> {
    const { ports, tenantId, protocol } = this.#run;
    const open = (await ports.ledger.transact(tenantId, protocol.readLink))?.ledger.open;
    return open?.sequence === sequence && open.giveUp !== "relinked";
  }

  #setAside({ recordId, revision }: FrozenRow, detail: string | undefined): Promise<void> {
    const { ports, tenantId } = this.#run;
    const reason =
      detail === undefined ? failureKind("content-refused").admin : `Google refuses this record: ${detail}`;
    return ports.attendance.setAside(tenantId, [{ recordId, revision, reason, since: ports.clock.now() }]);
  }

  async #elsewhere(): Promise<Settlement> {
    return {
      status: "elsewhere",
      state: await this.#run.ports.ledger.transact(this.#run.tenantId, this.#run.protocol.readLink),
    };
  }
}

const exportedBatch = (applied: OpenBatch, rows: readonly FrozenRow[]) => ({
  sequence: applied.sequence,
  // The batch's own time, so that every worker that marks writes the same.
  exportedAt: applied.appliedAt ?? applied.plannedAt,
  records: rows.map(({ recordId, revision }) => ({ recordId, revision })),
});
