import type { LinkedSheet, TenantId } from "@attendance-export/core";
import { MINUTE, type Span, touches } from "./timeline.ts";

/** How a slot of the timetable was used. Every one of them but `unexplained` is as it should be. */
export const slotUses = [
  "begun within two minutes",
  "late: our service was down",
  "late: a process had died, and the slot was asked for again",
  "one with a later run: the link was in error, and looked at every hour",
  "one with a later run: its schedule rested after a dead letter, and it was looked at every day",
  "unexplained",
] as const;
export type SlotUse = (typeof slotUses)[number];

/** What is known of a link when a slot of it comes. */
export interface Standing {
  readonly link: LinkedSheet;
  /** The last run or request of it was lost with its process. */
  readonly lost: boolean;
}

interface Page {
  /** The first slot that no run has begun for; null while the schedule is off. */
  next: number | null;
  standing: Standing;
  /** How the link stood before it was mended, for slots that came before that. */
  past: { readonly standing: Standing; readonly until: number } | undefined;
}

const ON_TIME_MS = 2 * MINUTE;

export interface SlotBookOptions {
  /** The timetable's next firing, at the link's place in the crowd: computed beside the product. */
  readonly slotAfter: (link: LinkedSheet, after: number) => number | null;
  readonly downTimes: readonly Span[];
}

/** Holds every slot of every timetable against the runs that began. */
export class SlotBook {
  readonly #options: SlotBookOptions;
  readonly #pages = new Map<TenantId, Page>();
  readonly #uses = new Map<SlotUse, { count: number; latestMs: number }>();
  readonly #unexplained: string[] = [];

  constructor(options: SlotBookOptions) {
    this.#options = options;
  }

  /** How often each use was met, and the longest that a slot of it waited. */
  get uses(): ReadonlyMap<SlotUse, { readonly count: number; readonly latestMs: number }> {
    return this.#uses;
  }

  /** The first few slots that nobody can explain. */
  get unexplained(): readonly string[] {
    return this.#unexplained;
  }

  /** The link's schedule begins, anew or for the first time. */
  schedule(standing: Standing, now: number): void {
    const next = this.#options.slotAfter(standing.link, now);
    this.#pages.set(standing.link.tenantId, { next, standing, past: undefined });
  }

  /** What became of the link at the end of a run or of an admin's visit. */
  note(standing: Standing, now: number): void {
    const page = this.#pages.get(standing.link.tenantId);
    if (page === undefined) return;
    if (isMended(page.standing.link, standing.link)) page.past = { standing: page.standing, until: now };
    page.standing = standing;
  }

  standing(tenantId: TenantId): Standing | undefined {
    return this.#pages.get(tenantId)?.standing;
  }

  /** A run begins: it stands for every slot that has come since the last one. */
  begun(tenantId: TenantId, now: number): void {
    const page = this.#pages.get(tenantId);
    if (page === undefined) return;
    while (page.next !== null && page.next <= now) {
      this.#count(this.#useOf(page, page.next, now), now - page.next, page);
      page.next = this.#after(page);
    }
  }

  /** The schedule is switched off, or the months are over: slots that nobody has begun for want an explanation. */
  close(tenantId: TenantId, now: number): void {
    const page = this.#pages.get(tenantId);
    if (page === undefined) return;
    for (; page.next !== null && page.next < now - ON_TIME_MS; page.next = this.#after(page))
      this.#count(this.#useOf(page, page.next, now), now - page.next, page);
    this.#pages.delete(tenantId);
  }

  #after({ next, standing }: Page): number | null {
    return next === null ? null : this.#options.slotAfter(standing.link, next);
  }

  #useOf({ standing, past }: Page, slot: number, begun: number): SlotUse {
    if (begun - slot <= ON_TIME_MS) return "begun within two minutes";
    const { link, lost } = past !== undefined && slot < past.until ? past.standing : standing;
    if (link.polling.suspendedAt !== null)
      return "one with a later run: its schedule rested after a dead letter, and it was looked at every day";
    if (link.status === "error")
      return "one with a later run: the link was in error, and looked at every hour";
    if (touches(this.#options.downTimes, slot, begun)) return "late: our service was down";
    if (lost) return "late: a process had died, and the slot was asked for again";
    return "unexplained";
  }

  #count(use: SlotUse, latestMs: number, { standing }: Page): void {
    const known = this.#uses.get(use) ?? { count: 0, latestMs: 0 };
    this.#uses.set(use, { count: known.count + 1, latestMs: Math.max(known.latestMs, latestMs) });
    if (use !== "unexplained" || this.#unexplained.length >= 5) return;
    const { tenantId, polling, status } = standing.link;
    this.#unexplained.push(
      `${tenantId} (${JSON.stringify(polling.frequency)}, ${status}) waited ${Math.round(latestMs / MINUTE)} minutes`,
    );
  }
}

const isMended = (before: LinkedSheet, after: LinkedSheet): boolean =>
  (before.status === "error" && after.status !== "error") ||
  (before.polling.suspendedAt !== null && after.polling.suspendedAt === null);
