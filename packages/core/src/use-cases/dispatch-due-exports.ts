import { isPortFailure, type PortFailure } from "../failures/port-failure.ts";
import type { RunId, TenantId } from "../model/ids.ts";
import type { EpochMs } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { ExportQueue } from "../ports/export-queue.ts";
import type { Ids } from "../ports/ids.ts";
import type { DueLink, LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import { claimSlot } from "../protocol/polling-changes.ts";
import { defaultSchedulePolicy, type SchedulePolicy } from "../protocol/schedule.ts";

export interface DispatchPorts {
  readonly links: LinkedSheetStore;
  readonly ledger: ExportLedger;
  readonly queue: ExportQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Names this process where its requests die with it; null or absent where the queue outlives who asked. */
  readonly askedBy?: RunId | null;
}

export interface DispatchPolicy extends Pick<SchedulePolicy, "askAgainMs"> {
  /** Runs asked for in one dispatch; what is over waits for the next, oldest first. Below the provider's writes a minute. */
  readonly maxAsked: number;
}

/** 300 writes a minute a project, less a fifth for retries and people who click. */
const defaultDispatchPolicy: DispatchPolicy = { askAgainMs: defaultSchedulePolicy.askAgainMs, maxAsked: 240 };

export interface DispatchReport {
  readonly asked: number;
  /** Due, but claimed by another dispatcher or changed meanwhile. */
  readonly passedOver: number;
  /** Links that could not be claimed or asked for; they are due again, now or after `askAgainMs`. */
  readonly failed: readonly { readonly tenantId: TenantId; readonly failure: PortFailure }[];
  /** More were due than one dispatch asks for. */
  readonly more: boolean;
}

const PAGE = 100;
/** Drawn on top of `askAgainMs`, so that no two dispatchers make the same claim, and links asked again do not come together. */
const CLAIM_SPREAD_MS = 60_000;

/**
 * Asks for the runs that are due, the longest overdue first. Costs one page of a look-up for every hundred due links, and a
 * transaction and a message a link; links that are not due cost nothing. Any number may run at once.
 *
 * A link that fails is passed by: it is the longest overdue from then on, and would keep all others waiting.
 */
export class DispatchDueExports {
  readonly #ports: DispatchPorts;
  readonly #policy: DispatchPolicy;

  constructor(ports: DispatchPorts, policy: DispatchPolicy = defaultDispatchPolicy) {
    this.#ports = ports;
    this.#policy = policy;
  }

  /** Rejects with a `PortFailure` only where the due links cannot be read. */
  async execute(): Promise<DispatchReport> {
    const { links, clock } = this.#ports;
    const now = clock.now();
    const failed: DispatchReport["failed"][number][] = [];
    let asked = 0;
    let passedOver = 0;
    let after: DueLink | undefined;
    while (asked + failed.length < this.#policy.maxAsked) {
      const limit = Math.min(PAGE, this.#policy.maxAsked - asked - failed.length);
      const page = await links.due(now, { after, limit });
      for (const due of page) {
        const outcome = await this.#ask(due, now);
        if (outcome === "asked") asked++;
        else if (outcome === "passed-over") passedOver++;
        else failed.push({ tenantId: due.tenantId, failure: outcome });
      }
      if (page.length < limit) return { asked, passedOver, failed, more: false };
      after = page.at(-1);
    }
    return { asked, passedOver, failed, more: true };
  }

  /** Claimed before asked: a crash in between delays the slot by `askAgainMs`; the other order would ask twice. */
  async #ask(
    { tenantId, nextPollAt }: DueLink,
    now: EpochMs,
  ): Promise<"asked" | "passed-over" | PortFailure> {
    const { ledger, queue, ids, askedBy = null } = this.#ports;
    const askAgainMs = this.#policy.askAgainMs + ids.between(0, CLAIM_SPREAD_MS - 1);
    try {
      const claim = claimSlot({ slot: nextPollAt, now, askAgainMs, askedBy });
      const { claimed, retry } = await ledger.transact(tenantId, claim);
      if (!claimed) return "passed-over";
      await queue.ask({ tenantId, trigger: retry ? "retry" : "schedule", slot: nextPollAt });
      return "asked";
    } catch (failure) {
      if (isPortFailure(failure)) return failure;
      throw failure;
    }
  }
}
