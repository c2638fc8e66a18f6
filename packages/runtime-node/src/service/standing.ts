import {
  type AttendanceRegister,
  type Clock,
  defaultSchedulePolicy,
  type LinkedSheet,
  type LinkedSheetStore,
  type Tally,
  type TenantId,
  type Timetable,
} from "@attendance-export/core";

/** How a link does by its own schedule. */
export interface Freshness {
  /** `off`, `suspended` and `error` say why nothing is expected; `late` missed a slot; `waiting` never had a good run. */
  readonly state: "fresh" | "late" | "waiting" | "off" | "suspended" | "error" | "unlinked";
  /** A good run is expected by then; null where none is. */
  readonly expectedBy: number | null;
  /** How long the tenant has had a backlog without a good run, at most; null without a backlog or a good run. */
  readonly backlogAgeMs: number | null;
}

/** Records of the backlog that can be exported: those that are set aside wait for an edit, not for a run. */
export const waitingRecords = ({ backlog, quarantined }: Tally): number => backlog - quarantined;

/** A run may take nine minutes, and a slot is spread over ten. */
const GRACE_MS = defaultSchedulePolicy.spreadMs + 10 * 60_000;

export const freshnessOf = (
  link: LinkedSheet,
  tally: Tally,
  { timetable, now }: { readonly timetable: Timetable; readonly now: number },
): Freshness => {
  const { lastSyncTimestamp: lastGood, polling, status } = link;
  const backlogAgeMs = waitingRecords(tally) > 0 && lastGood !== null ? Math.max(0, now - lastGood) : null;
  const nothing = (state: Freshness["state"]): Freshness => ({ state, expectedBy: null, backlogAgeMs });
  if (status !== "active") return nothing(status);
  if (!polling.enabled) return nothing("off");
  if (polling.suspendedAt !== null) return nothing("suspended");
  if (lastGood === null) return nothing("waiting");
  const slot = timetable.next(polling.frequency, link.timeZone, lastGood);
  if (slot === undefined) return nothing("fresh");
  const expectedBy = slot + GRACE_MS;
  return { state: now > expectedBy ? "late" : "fresh", expectedBy, backlogAgeMs };
};

/** All links in a few numbers. */
export interface Standing {
  readonly links: Readonly<Record<LinkedSheet["status"], number>>;
  readonly backlog: number;
  readonly backlogAgeMs: number;
  readonly late: number;
}

export interface StandingPorts {
  readonly links: LinkedSheetStore;
  readonly register: AttendanceRegister;
  readonly timetable: Timetable;
  readonly clock: Clock;
}

const PAGE = 200;
/** A scrape asks several gauges at one moment, and each link costs a tally. */
const KEPT_MS = 15_000;

/** Sums all links up, at most every quarter of a minute: its cost grows with links. */
export class LinkStandings {
  readonly #ports: StandingPorts;
  #last: { readonly at: number; readonly standing: Promise<Standing> } | undefined;

  constructor(ports: StandingPorts) {
    this.#ports = ports;
  }

  async read(): Promise<Standing> {
    const now = this.#ports.clock.now();
    if (this.#last === undefined || now - this.#last.at >= KEPT_MS)
      this.#last = { at: now, standing: this.#sum(now) };
    try {
      return await this.#last.standing;
    } catch (failure) {
      // What failed is asked anew: a store that was busy for a moment must not blind us for longer.
      this.#last = undefined;
      throw failure;
    }
  }

  async #sum(now: number): Promise<Standing> {
    const { links, register, timetable } = this.#ports;
    const count = { active: 0, error: 0, unlinked: 0 };
    let [backlog, backlogAgeMs, late] = [0, 0, 0];
    let after: TenantId | undefined;
    for (;;) {
      const page = await links.list({ after, limit: PAGE });
      for (const link of page) {
        const tally = await register.tally(link.tenantId);
        const freshness = freshnessOf(link, tally, { timetable, now });
        count[link.status] += 1;
        backlog += waitingRecords(tally);
        backlogAgeMs = Math.max(backlogAgeMs, freshness.backlogAgeMs ?? 0);
        if (freshness.state === "late") late += 1;
      }
      if (page.length < PAGE) return { links: count, backlog, backlogAgeMs, late };
      after = page.at(-1)?.tenantId;
    }
  }
}
