import {
  DispatchDueExports,
  defaultSchedulePolicy,
  defaultTemplate,
  ExportAttendance,
  linkFingerprint,
  linkId,
  linkSheet,
  localDate,
  PortFailure,
  recordId,
  type SheetSink,
  slotOffsetMs,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import {
  MemoryAdminNotifier,
  MemoryExportQueue,
  MemoryTimetable,
  SeededIds,
} from "@attendance-export/core/memory";
import type { Stores } from "../months/stores.ts";
import { VirtualClock } from "../months/virtual-clock.ts";

const MINUTE = 60_000;
/** A Tuesday, six in the morning in the zone of all tenants. */
const SIX = Date.UTC(2024, 4, 7, 6);
/** No morning is longer than a day. */
const LONGEST_MINUTES = 1_440;

export interface MorningOptions {
  readonly stores: Stores;
  readonly tenants: number;
  /** Write requests a minute that Google lets through. */
  readonly quota: number;
  /** Runs that one dispatch asks for; one dispatch a minute. */
  readonly maxAsked: number;
}

export interface Morning {
  /** Minutes from six o'clock until the last tenant's sheet was complete. */
  readonly lastMinute: number;
  /** The same for a tenth, half and nine tenths of them. */
  readonly minuteOf: Readonly<Record<"10 %" | "50 %" | "90 %", number>>;
  readonly mostWritesInAMinute: number;
  readonly refused: number;
  /** Whether they were served in the order of their slots. */
  readonly inOrder: boolean;
  readonly exported: number;
}

/** Everybody's six o'clock: each tenant has one new record, and all are due daily at six. */
export const simulateMorning = async (options: MorningOptions): Promise<Morning> => {
  const { stores, tenants, maxAsked } = options;
  const clock = new VirtualClock(SIX - MINUTE);
  const ids = new SeededIds("morning");
  const queue = new MemoryExportQueue();
  const google = new MeteredGoogle(options.quota, clock);
  await plant(stores, tenants, clock, ids);
  const ports = {
    ...stores,
    queue,
    clock,
    ids,
    sink: google.sink,
    receipts: NO_RECEIPTS,
    notifier: new MemoryAdminNotifier(),
    timetable: new MemoryTimetable(),
  };
  const dispatcher = new DispatchDueExports(ports, {
    askAgainMs: defaultSchedulePolicy.askAgainMs,
    maxAsked,
  });
  const slots: number[] = [];
  const doneAt: number[] = [];
  for (let minute = 0; minute < LONGEST_MINUTES && doneAt.length < tenants; minute++) {
    clock.reach(SIX + minute * MINUTE);
    await dispatcher.execute();
    for (let request = queue.next(); request !== undefined; request = queue.next()) {
      slots.push(request.slot ?? 0);
      const { tenantId: tenant, trigger } = request;
      const report = await new ExportAttendance(ports).execute({ tenantId: tenant, trigger });
      if (report.status === "ran" && report.counts.exported > 0) doneAt.push(minute);
    }
  }
  const at = (share: number): number => doneAt[Math.ceil(share * doneAt.length) - 1] ?? Number.NaN;
  return {
    lastMinute: at(1),
    minuteOf: { "10 %": at(0.1), "50 %": at(0.5), "90 %": at(0.9) },
    mostWritesInAMinute: google.mostInAMinute,
    refused: google.refused,
    inOrder: slots.every((slot, index) => index === 0 || slot >= (slots[index - 1] ?? 0)),
    exported: google.written,
  };
};

/** Takes rows and counts requests; what they become on a sheet is proven elsewhere. */
class MeteredGoogle {
  readonly #quota: number;
  readonly #clock: VirtualClock;
  readonly #perMinute = new Map<number, number>();
  refused = 0;
  written = 0;

  constructor(quota: number, clock: VirtualClock) {
    this.#quota = quota;
    this.#clock = clock;
  }

  get mostInAMinute(): number {
    return Math.max(0, ...this.#perMinute.values());
  }

  get sink(): SheetSink {
    return {
      append: async (_grant, { rows }) => {
        const minute = Math.floor(this.#clock.now() / MINUTE);
        const used = this.#perMinute.get(minute) ?? 0;
        if (used >= this.#quota) {
          this.refused++;
          throw new PortFailure("rate-limited", "Quota exceeded for quota metric 'Write requests'");
        }
        this.#perMinute.set(minute, used + 1);
        this.written += rows.length;
        return { status: "appended" };
      },
      probe: async () => undefined,
    };
  }
}

/** Nothing is refused or lost on this morning, so nobody has to read a receipt. */
const NO_RECEIPTS = {
  read: async () => "none" as const,
  void: async () => ({ status: "voided" as const }),
  prune: async () => undefined,
};

const plant = async (stores: Stores, tenants: number, clock: VirtualClock, ids: SeededIds): Promise<void> => {
  const template = defaultTemplate();
  const zone = timeZone("UTC");
  for (let index = 0; index < tenants; index++) {
    const tenant = tenantId(`tenant-${String(index).padStart(6, "0")}`);
    const link = linkId(`link-${index}`);
    // Where the product itself puts a tenant after six o'clock.
    const offset = slotOffsetMs(ids, tenant, defaultSchedulePolicy.spreadMs);
    const linked = linkSheet({
      tenantId: tenant,
      linkId: link,
      sheet: { spreadsheetId: spreadsheetId(`sheet-${index}`), tabId: tabId(1) },
      accountEmail: `admin-${index}@example.org`,
      timeZone: zone,
      template,
      grantVersion: 1,
      grantExpiresAt: null,
      receiptBase: 2 ** 20,
      fingerprint: linkFingerprint(ids, tenant, link),
      batchLimit: 5_000,
      now: clock.now(),
    });
    await stores.ledger.transact(tenant, (state) => {
      const { result } = linked(state);
      const polling = { ...result.link.polling, frequency: "daily" as const, nextPollAt: SIX + offset };
      const after = { ...result, link: { ...result.link, polling } };
      return { state: after, result: undefined };
    });
    await stores.register.put(tenant, [recordOf(index, clock.now())]);
  }
};

const recordOf = (index: number, now: number) => ({
  id: recordId(`r-${index}`),
  member: { id: "m", name: "Ada" },
  session: { id: "s", name: "Morning" },
  date: localDate("2024-05-06"),
  checkIn: now,
  checkOut: null,
  status: "approved" as const,
  approval: null,
  fields: {},
});
