import type { SealedBatch } from "../../model/batch.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import { noCounts, type RunCounts } from "../../model/sync-run.ts";
import type { EpochMs } from "../../model/time.ts";
import { grantWantsUse } from "../../protocol/grant-use.ts";
import { receiptTag } from "../../protocol/receipt-tag.ts";
import { NextRows } from "./next-rows.ts";
import { claimOf, type RunContext, timeForAWrite } from "./run-context.ts";
import { SettleBatch, type Settlement, type Undecided } from "./settle-batch.ts";

/** Why a run that did not fail stopped. `drained`: nothing is left to export. */
export type Ending =
  | { readonly status: "drained" | "stopped" | "out-of-time" | "superseded" }
  | { readonly status: "deferred"; readonly until: EpochMs };

type Planned = { readonly sealed: SealedBatch; readonly fresh: boolean } | "again" | "superseded" | undefined;

/** The loop of a run: the open batch first, then one batch after another until nothing is left, or time, or patience. */
export class BringUpToDate {
  readonly #run: RunContext;
  readonly #next: NextRows;
  #settled: RunCounts = noCounts;

  constructor(run: RunContext) {
    this.#run = run;
    this.#next = new NextRows(run);
  }

  get counts(): RunCounts {
    return { ...this.#settled, quarantined: this.#settled.quarantined + this.#next.quarantined };
  }

  /** Goes on from where an attempt failed. */
  async resume(): Promise<Ending> {
    const state = await this.#reload();
    return state === undefined ? { status: "superseded" } : this.execute(state);
  }

  async execute(start: LinkState): Promise<Ending> {
    let state: LinkState | undefined = start;
    for (let sent = 0; sent < this.#run.policy.maxBatches; sent++) {
      if (state === undefined) return { status: "superseded" };
      if (this.#run.stop()) return { status: "stopped" };
      if (!timeForAWrite(this.#run)) return { status: "out-of-time" };
      const planned: Planned = await this.#openOrPlan(state);
      if (planned === "superseded") return { status: "superseded" };
      if (planned === undefined) return this.#drained(state);
      if (planned === "again") {
        state = await this.#reload();
        continue;
      }
      const settlement = await new SettleBatch(this.#run).execute(state, planned.sealed, planned.fresh);
      if (settlement.status === "deferred" || settlement.status === "out-of-time") return settlement;
      state = await this.#after(settlement);
    }
    return { status: "out-of-time" };
  }

  async #openOrPlan(state: LinkState): Promise<Planned> {
    const { open } = state.ledger;
    if (open === null) return this.#plan(state);
    return this.#take(open.sequence, state, false);
  }

  /** `again` where the rows are gone: another worker closed the batch in between. */
  async #take(sequence: number, { ledger }: LinkState, fresh: boolean): Promise<Planned> {
    const rows = await this.#run.ports.ledger.frozenRows(this.#run.tenantId, sequence);
    if (rows === undefined || ledger.open === null) return "again";
    return { sealed: { batch: ledger.open, rows }, fresh };
  }

  async #plan(state: LinkState): Promise<Planned> {
    const rows = await this.#next.peek(state);
    if (rows.length === 0) return undefined;
    const { link, ledger } = state;
    const { ports, tenantId, runId } = this.#run;
    const sequence = ledger.nextSequence;
    const tag = receiptTag(ports.ids, ledger.fingerprint, sequence, rows);
    const despiteError = link.status === "error";
    const plan = this.#run.protocol.planBatch({
      ...claimOf(this.#run),
      linkId: link.linkId,
      sequence,
      tag,
      rows,
      despiteError,
    });
    const outcome = await ports.ledger.transact(tenantId, plan);
    if (outcome === undefined || outcome.status === "superseded") return "superseded";
    if (outcome.status === "open" && outcome.batch.plannedBy === runId && outcome.batch.receipt.tag === tag) {
      this.#next.taken(outcome.batch);
      return { sealed: { batch: outcome.batch, rows }, fresh: true };
    }
    // Somebody else planned meanwhile: what was read ahead may be in their batch.
    this.#next.restart();
    return "again";
  }

  #reload(): Promise<LinkState | undefined> {
    return this.#run.ports.ledger.transact(this.#run.tenantId, this.#run.protocol.readLink);
  }

  async #after(settlement: Exclude<Settlement, Undecided>): Promise<LinkState | undefined> {
    const { exported, batches, quarantined } = this.#settled;
    if (settlement.status === "confirmed") {
      this.#settled = { exported: exported + settlement.exported, batches: batches + 1, quarantined };
      return this.#goodNews(settlement.state);
    }
    if (settlement.status === "void")
      this.#settled = { exported, batches, quarantined: quarantined + settlement.quarantined };
    // Its records are free again, or another worker is at work: read the backlog anew.
    this.#next.restart();
    return settlement.state;
  }

  async #drained(state: LinkState): Promise<Ending> {
    await this.#useGrant(state);
    await this.#goodNews(state);
    return { status: "drained" };
  }

  /** One read a month of a sheet that nothing is written to, which also finds out early that it has become unreachable. */
  async #useGrant({ link }: LinkState): Promise<void> {
    const { ports, policy, grant } = this.#run;
    if (this.#settled.batches > 0) return;
    if (!grantWantsUse(ports.ids, link, ports.clock.now(), policy.grantUsedEveryMs)) return;
    await ports.sink.probe(grant, link.sheet);
  }

  /** The first sign of success ends an incident; a link that is well costs no call. */
  async #goodNews(state: LinkState | undefined): Promise<LinkState | undefined> {
    if (state === undefined || (state.link.status === "active" && state.link.incident === null)) return state;
    const { ports, tenantId, runId } = this.#run;
    return ports.ledger.transact(
      tenantId,
      this.#run.protocol.closeIncident({ runId, now: ports.clock.now() }),
    );
  }
}
