import type {
  AttendanceRegister,
  Clock,
  LinkedSheet,
  LinkedSheetStore,
  TenantId,
  Timetable,
} from "@attendance-export/core";
import { freshnessOf, waitingRecords } from "@attendance-export/http-api";

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
