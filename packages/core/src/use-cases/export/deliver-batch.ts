import { isPortFailure, PortFailure } from "../../failures/port-failure.ts";
import type { OpenBatch, SealedBatch } from "../../model/batch.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { EpochMs } from "../../model/time.ts";
import type { Transition } from "../../ports/export-ledger.ts";
import type { ReceiptReading } from "../../ports/receipt-book.ts";
import type { BatchNews, BatchStanding } from "../../protocol/open-batch.ts";
import { drawReceiptBase } from "../../protocol/receipt-base.ts";
import { claimOf, type RunContext, timeForAWrite } from "./run-context.ts";

/**
 * What the sheet has decided about a batch.
 *
 * - `rows`, `void`: for ever. `elsewhere`: another worker settled it meanwhile.
 * - `deferred`: a request without an answer may still take effect until then; nobody sends before.
 * - `out-of-time`: undecided; the next write could not be awaited.
 */
export type Verdict =
  | { readonly status: "rows" | "elsewhere" | "out-of-time" }
  | { readonly status: "void"; readonly detail: string | undefined }
  | { readonly status: "deferred"; readonly until: EpochMs };

/** Receipt ids are drawn at random: meeting strangers this often in a row is no chance any more. */
const MAX_MOVES = 5;

/** A write that did not tell what became of it: no answer at all, or one that leaves it open. */
type Inconclusive =
  | { readonly status: "silent" }
  | { readonly status: "open"; readonly failure: PortFailure; readonly standing: BatchStanding };

/**
 * Brings one open batch to a verdict of the sheet: sends its rows, or a void receipt once it is given up.
 * Whatever is refused, the receipt decides, never the text of the refusal.
 */
export class DeliverBatch {
  readonly #run: RunContext;
  readonly #state: LinkState;

  constructor(run: RunContext, state: LinkState) {
    this.#run = run;
    this.#state = state;
  }

  /** `fresh`: this run planned it just now, so no request of it can be under way. */
  async execute({ batch, rows }: SealedBatch, fresh: boolean): Promise<Verdict> {
    if (!fresh) {
      const early = await this.#whileUnanswered(batch);
      if (early !== undefined) return early;
    }
    let standing: BatchStanding = fresh
      ? batch
      : await this.#note(this.#run.protocol.noteSending(this.#news(batch)));
    for (let moves = 0; moves < MAX_MOVES; moves++) {
      if (standing === undefined) return { status: "elsewhere" };
      if (standing.state === "applied") return { status: "rows" };
      const verdict: Verdict | OpenBatch =
        standing.giveUp === null
          ? await this.#send({ batch: standing, rows })
          : await this.#void(standing, undefined);
      if ("status" in verdict) return verdict;
      standing = await this.#note(
        this.#run.protocol.moveReceipts({
          ...this.#news(verdict),
          takenId: verdict.receipt.id,
          receiptBase: drawReceiptBase(this.#run.ports.ids),
        }),
      );
    }
    throw new PortFailure("sheet-diverged", `${MAX_MOVES} receipt ids in a row are taken by strangers`);
  }

  /** Two identical requests at one moment are the one case without evidence, so first look what the silent one did. */
  async #whileUnanswered(batch: OpenBatch): Promise<Verdict | undefined> {
    if (batch.unansweredSince === null) return undefined;
    const until = batch.unansweredSince + this.#run.policy.lateMs;
    if (this.#run.ports.clock.now() >= until) return undefined;
    const reading = await this.#read(batch);
    if (reading === "rows") return { status: "rows" };
    if (reading === "void") return { status: "void", detail: undefined };
    return { status: "deferred", until };
  }

  /** A verdict, or the batch itself if a stranger's mark is in its way. */
  async #send(sealed: SealedBatch): Promise<Verdict | OpenBatch> {
    const { batch } = sealed;
    if (!timeForAWrite(this.#run)) return { status: "out-of-time" };
    const outcome = await this.#attempt(batch, () => this.#run.ports.sink.append(this.#run.grant, sealed));
    if (outcome.status === "silent") return this.#afterSilence(batch);
    if (outcome.status === "open") return this.#afterError(outcome);
    if (outcome.status === "appended") return { status: "rows" };
    const reading = await this.#read(batch);
    return reading === "none" ? this.#afterRefusal(batch, outcome.failure) : this.#judge(batch, reading);
  }

  async #void(batch: OpenBatch, detail: string | undefined): Promise<Verdict | OpenBatch> {
    if (!timeForAWrite(this.#run)) return { status: "out-of-time" };
    const outcome = await this.#attempt(batch, () => this.#run.ports.receipts.void(this.#run.grant, batch));
    if (outcome.status === "silent") return this.#afterSilence(batch);
    if (outcome.status === "open") throw outcome.failure;
    if (outcome.status === "voided") return { status: "void", detail };
    const reading = await this.#read(batch);
    if (reading !== "none") return this.#judge(batch, reading);
    await this.#note(this.#run.protocol.noteAnswered(this.#news(batch)));
    throw outcome.failure.code === "receipt-in-use"
      ? this.#notVisible(batch, outcome.failure)
      : outcome.failure;
  }

  #judge(batch: OpenBatch, reading: Exclude<ReceiptReading, "none">): Verdict | OpenBatch {
    if (reading === "rows") return { status: "rows" };
    if (reading === "void") return { status: "void", detail: undefined };
    if (reading === "foreign") return batch;
    throw new PortFailure(
      "sheet-diverged",
      `receipt ${batch.receipt.id} belongs to another batch of this link`,
    );
  }

  /** Refused, and nothing stands under its id: then, and only then, the reason counts. */
  async #afterRefusal(batch: OpenBatch, failure: PortFailure): Promise<Verdict | OpenBatch> {
    const news = this.#news(batch);
    if (failure.code === "receipt-in-use") {
      await this.#note(this.#run.protocol.noteAnswered(news));
      throw this.#notVisible(batch, failure);
    }
    if (failure.code === "refused-unknown") return this.#afterUnknownRefusal(batch, failure);
    if (failure.kind.blame === "record") {
      // Before the void receipt, not after: whoever finds the receipt later must know to halve.
      const standing = await this.#note(this.#run.protocol.giveUpBatch({ ...news, reason: "content" }));
      return standing === undefined ? { status: "elsewhere" } : this.#void(standing, failure.message);
    }
    await this.#note(this.#run.protocol.noteAnswered(news));
    throw failure;
  }

  async #afterUnknownRefusal(batch: OpenBatch, failure: PortFailure): Promise<Verdict | OpenBatch> {
    const { policy, protocol } = this.#run;
    const standing = await this.#note(
      protocol.noteUnknownRefusal({
        ...this.#news(batch),
        before: batch.unknownRefusals,
        limit: policy.unknownRefusals,
        searching: this.#state.ledger.suspects > 0,
      }),
    );
    if (standing === undefined) return { status: "elsewhere" };
    if (standing.giveUp === null) throw failure;
    return this.#void(standing, failure.message);
  }

  /**
   * The service failed over the rows again and again. If it takes a void receipt for a batch of one at the same moment, it is
   * well and the record is the cause; if it takes neither, it is an outage, and no record is blamed for that.
   */
  async #afterError({
    failure,
    standing,
  }: Extract<Inconclusive, { status: "open" }>): Promise<Verdict | OpenBatch> {
    const suspect = standing !== undefined && standing.size === 1 && standing.state === "planned";
    if (!suspect || standing.inconclusive < this.#run.policy.inconclusiveSends) throw failure;
    return this.#void(standing, failure.message);
  }

  /** Nobody knows what the request did. Its receipt tells if it is there; if not, the next run sends the same bytes. */
  async #afterSilence(batch: OpenBatch): Promise<Verdict | OpenBatch> {
    const reading = await this.#read(batch);
    if (reading !== "none") return this.#judge(batch, reading);
    const silentSince = this.#run.ports.clock.now();
    await this.#noteInconclusive(batch, silentSince);
    return { status: "deferred", until: silentSince + this.#run.policy.lateMs };
  }

  /** Runs a write. A failure that says the write did nothing is noted as an answer before it goes on. */
  async #attempt<Outcome>(batch: OpenBatch, write: () => Promise<Outcome>): Promise<Outcome | Inconclusive> {
    try {
      return await write();
    } catch (failure) {
      if (!isPortFailure(failure)) throw failure;
      if (failure.code === "no-answer") return { status: "silent" };
      if (failure.kind.class === "ambiguous")
        return { status: "open", failure, standing: await this.#noteInconclusive(batch, null) };
      await this.#note(this.#run.protocol.noteAnswered(this.#news(batch)));
      throw failure;
    }
  }

  #noteInconclusive(batch: OpenBatch, silentSince: EpochMs | null): Promise<BatchStanding> {
    const { protocol, policy } = this.#run;
    const news = { ...this.#news(batch), before: batch.inconclusive, limit: policy.inconclusiveSends };
    return this.#note(protocol.noteInconclusive({ ...news, silentSince }));
  }

  #read(batch: OpenBatch): Promise<ReceiptReading> {
    return this.#run.ports.receipts.read(this.#run.grant, batch);
  }

  #notVisible({ receipt }: OpenBatch, cause: PortFailure): PortFailure {
    return new PortFailure("receipt-not-visible", `receipt ${receipt.id} is in use but cannot be read yet`, {
      cause,
    });
  }

  #news({ sequence }: OpenBatch): BatchNews {
    return { ...claimOf(this.#run), sequence };
  }

  #note(transition: Transition<BatchStanding>): Promise<BatchStanding> {
    return this.#run.ports.ledger.transact(this.#run.tenantId, transition);
  }
}
