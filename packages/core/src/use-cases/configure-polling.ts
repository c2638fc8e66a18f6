import type { TenantId } from "../model/ids.ts";
import { InvalidInput } from "../model/invalid-input.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { Frequency } from "../model/polling.ts";
import { timeZone } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { Ids } from "../ports/ids.ts";
import type { Timetable } from "../ports/timetable.ts";
import { configurePolling, type PollingSettings } from "../protocol/polling-changes.ts";
import { defaultSchedulePolicy, nextSlot, type SchedulePolicy, slotOffsetMs } from "../protocol/schedule.ts";

export interface ConfigurePorts {
  readonly ledger: ExportLedger;
  readonly timetable: Timetable;
  readonly clock: Clock;
  readonly ids: Ids;
}

const NAMED: readonly Frequency[] = ["15min", "30min", "hourly", "daily", "weekly"];
const MAX_ATTEMPTS = 10;
/** More often than every five minutes would only spend the quota that all links share. */
const MIN_INTERVAL_MS = 5 * 60_000;
/** Five fields repeat their minutes every hour, at most twelve of them that are five apart; a whole day of those. */
const FIRINGS_TO_SEE = 24 * 12 + 1;

/** Sets how often a link is exported; switching a suspended link on again goes through here too. */
export class ConfigurePolling {
  readonly #ports: ConfigurePorts;
  readonly #policy: SchedulePolicy;

  constructor(ports: ConfigurePorts, policy: SchedulePolicy = defaultSchedulePolicy) {
    this.#ports = ports;
    this.#policy = policy;
  }

  /** Throws `InvalidInput` for settings that cannot be; `undefined` where the tenant has no link. */
  async execute(tenantId: TenantId, settings: PollingSettings): Promise<LinkedSheet | undefined> {
    const { ledger, timetable, clock, ids } = this.#ports;
    this.#check(settings);
    const now = clock.now();
    const offset = slotOffsetMs(ids, tenantId, this.#policy.spreadMs);
    const state = await ledger.transact(
      tenantId,
      configurePolling(settings, (link) => nextSlot(timetable, link, now, offset), now),
    );
    return state?.link;
  }

  #check({ frequency, maxRetries }: PollingSettings): void {
    if (
      maxRetries !== undefined &&
      !(Number.isInteger(maxRetries) && maxRetries >= 1 && maxRetries <= MAX_ATTEMPTS)
    )
      throw new InvalidInput("maxRetries", maxRetries, `a whole number from 1 to ${MAX_ATTEMPTS}`);
    if (frequency !== undefined) this.#checkFrequency(frequency);
  }

  #checkFrequency(frequency: Frequency): void {
    if (typeof frequency === "string") {
      if (!NAMED.includes(frequency))
        throw new InvalidInput("frequency", frequency, `one of ${NAMED.join(", ")}, or a cron expression`);
      return;
    }
    const utc = timeZone("UTC");
    let before = this.#ports.timetable.next(frequency, utc, this.#ports.clock.now());
    if (before === undefined) throw new InvalidInput("cron", frequency.cron, "a schedule that ever fires");
    for (let looks = 0; looks < FIRINGS_TO_SEE; looks++) {
      const next = this.#ports.timetable.next(frequency, utc, before);
      if (next === undefined) return;
      if (next - before < MIN_INTERVAL_MS)
        throw new InvalidInput("cron", frequency.cron, "a schedule that fires at most every five minutes");
      before = next;
    }
  }
}
