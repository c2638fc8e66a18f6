import type { EpochMs } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { ExportQueue } from "../ports/export-queue.ts";
import type { DueLink, LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import { claimSlot } from "../protocol/polling-changes.ts";
import { defaultSchedulePolicy, type SchedulePolicy } from "../protocol/schedule.ts";

export interface DispatchPorts {
  readonly links: LinkedSheetStore;
  readonly ledger: ExportLedger;
  readonly queue: ExportQueue;
  readonly clock: Clock;
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
  /** More were due than one dispatch asks for. */
  readonly more: boolean;
}

const PAGE = 100;

/**
 * Asks for the runs that are due, the longest overdue first. Costs one page of a look-up for every hundred due links, and a
 * transaction and a message a link; links that are not due cost nothing. Any number may run at once.
 */
export class DispatchDueExports {
  readonly #ports: DispatchPorts;
  readonly #policy: DispatchPolicy;

  constructor(ports: DispatchPorts, policy: DispatchPolicy = defaultDispatchPolicy) {
    this.#ports = ports;
    this.#policy = policy;
  }

  async execute(): Promise<DispatchReport> {
    const { links, clock } = this.#ports;
    const now = clock.now();
    let asked = 0;
    let passedOver = 0;
    let after: DueLink | undefined;
    while (asked < this.#policy.maxAsked) {
      const limit = Math.min(PAGE, this.#policy.maxAsked - asked);
      const page = await links.due(now, { after, limit });
      for (const due of page) {
        if (await this.#ask(due, now)) asked++;
        else passedOver++;
      }
      if (page.length < limit) return { asked, passedOver, more: false };
      after = page.at(-1);
    }
    return { asked, passedOver, more: true };
  }

  /** Claimed before asked: a crash in between delays the slot by `askAgainMs`; the other order would ask twice. */
  async #ask({ tenantId, nextPollAt }: DueLink, now: EpochMs): Promise<boolean> {
    const { ledger, queue } = this.#ports;
    const claim = { slot: nextPollAt, now, askAgainMs: this.#policy.askAgainMs };
    const { claimed, retry } = await ledger.transact(tenantId, claimSlot(claim));
    if (!claimed) return false;
    await queue.ask({ tenantId, trigger: retry ? "retry" : "schedule", slot: nextPollAt });
    return true;
  }
}
