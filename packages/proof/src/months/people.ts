import {
  defaultTemplate,
  isPortFailure,
  localDate,
  type Notice,
  type ReconnectOutcome,
  recordId,
  type TenantId,
} from "@attendance-export/core";
import { type Member, memberOf, onceIn } from "./mixture.ts";
import type { MonthsWorld } from "./months-world.ts";
import { DAY, HOUR, MINUTE } from "./timeline.ts";

const ADMIN = "admin";
/** Links in an app whose consent screen is in testing: their grants die after seven days. */
const TESTING_ONE_IN = 40;
/** Links to which something happens that is their own affair. */
const TROUBLED_ONE_IN = 3;
/** Links that their admins switch off for a while. */
const SWITCHED_OFF_ONE_IN = 30;

type TroubleKind = "revoked" | "unshared" | "viewer" | "killer";
const kinds: readonly TroubleKind[] = ["revoked", "unshared", "viewer", "killer"];

/** What people do in these months: approve records, withdraw access and give it back, switch schedules off and on. */
export class People {
  readonly #world: MonthsWorld;
  readonly #members = new Map<TenantId, Member>();
  readonly #testing = new Set<TenantId>();
  /** When access was given back and its backlog has not drained yet. */
  readonly #reconnected = new Map<TenantId, number>();
  readonly #drained: number[] = [];
  readonly troubles = new Map<TroubleKind, number>();
  reconnects = 0;
  /** Consents that came to nothing: an outage, or an account that may not edit. */
  failedReconnects = 0;
  #records = 0;

  constructor(world: MonthsWorld) {
    this.#world = world;
    world.notices.onNotice = (tenantId, notice) => this.#react(tenantId, notice);
  }

  get tenants(): readonly TenantId[] {
    return [...this.#members.keys()];
  }

  get records(): number {
    return this.#records;
  }

  /** Milliseconds from a reconnect to the end of the run that drained the backlog. */
  get drainTimes(): readonly number[] {
    return this.#drained;
  }

  /** A run has left nothing over. */
  noteDrained(tenantId: TenantId): void {
    const since = this.#reconnected.get(tenantId);
    if (since === undefined) return;
    this.#reconnected.delete(tenantId);
    this.#drained.push(this.#world.clock.now() - since);
  }

  async linkAll(): Promise<void> {
    const { links, days, start } = this.#world.options;
    for (let index = 0; index < links; index++) {
      const member = memberOf(index);
      this.#members.set(member.tenantId, member);
      await this.#link(member, index % TESTING_ONE_IN === TESTING_ONE_IN - 1);
      for (let day = 0; day < days; day++) this.#planDay(member, start + day * DAY);
      if (onceIn(this.#world.ids, TROUBLED_ONE_IN)) this.#planTrouble(member);
      if (onceIn(this.#world.ids, SWITCHED_OFF_ONE_IN)) this.#planSwitch(member);
    }
  }

  /** Everybody mends what is wrong with their link. */
  async mendAll(): Promise<void> {
    this.#world.viewers.clear();
    this.#world.killers.clear();
    this.#testing.clear();
    for (const tenantId of this.tenants) {
      const { status, grantVersion } = await this.#world.link(tenantId);
      // Also what nobody has noticed yet, since the next run of the link is days away.
      this.#world.spreadsheets.allow({ tenantId, version: grantVersion });
      if (status === "error") await this.#reconnect(tenantId);
    }
  }

  async #link(member: Member, isTesting: boolean): Promise<void> {
    const { tenantId, accountEmail, frequency, timeZone } = member;
    const { spreadsheets, clock } = this.#world;
    spreadsheets.allow({ tenantId });
    if (isTesting) this.#testing.add(tenantId);
    await this.#world.linkSheet().execute({
      ...{ tenantId, accountEmail, timeZone },
      spreadsheet: { title: tenantId },
      tabTitle: "Attendance",
      refreshToken: `1//${tenantId}`,
      grantExpiresAt: isTesting ? clock.now() + 7 * DAY : null,
      template: defaultTemplate(),
    });
    await this.#world.configure(tenantId, { frequency });
    const link = await this.#world.link(tenantId);
    this.#planDeath(tenantId, link.grantVersion, link.grantExpiresAt);
    this.#world.slots.schedule({ link, lost: false }, clock.now());
  }

  #planDeath(tenantId: TenantId, version: number, at: number | null): void {
    if (at === null) return;
    this.#world.timeline.at(at, () => this.#world.spreadsheets.withdraw({ tenantId, version }));
  }

  /** Some records are approved at some time of the day; now and then an admin clicks “Sync now”. */
  #planDay(member: Member, midnight: number): void {
    const { ids, timeline, queue } = this.#world;
    const { tenantId } = member;
    const count = ids.between(0, 2);
    if (count > 0)
      timeline.at(midnight + ids.between(0, 1_439) * MINUTE, () => this.#approve(tenantId, count));
    if (onceIn(ids, 300))
      timeline.at(midnight + ids.between(0, 1_439) * MINUTE, () =>
        queue.ask({ tenantId, trigger: "manual", slot: null }),
      );
  }

  async #approve(tenantId: TenantId, count: number): Promise<void> {
    const { clock, options } = this.#world;
    const now = clock.now();
    const drafts = Array.from({ length: count }, () => ({
      id: recordId(`r-${++this.#records}`),
      member: { id: "m", name: "Ada" },
      session: { id: "s", name: "Morning" },
      date: localDate(new Date(now).toISOString().slice(0, 10)),
      checkIn: now,
      checkOut: null,
      status: "approved" as const,
      approval: { at: now, by: "head" },
      fields: {},
    }));
    await options.stores.register.put(tenantId, drafts);
  }

  #planTrouble({ tenantId }: Member): void {
    const { ids, timeline, options, spreadsheets, viewers, killers } = this.#world;
    const kind = kinds[ids.between(0, kinds.length - 1)] ?? "revoked";
    const at = options.start + ids.between(1, Math.max(1, (options.days - 1) * 24)) * HOUR;
    timeline.at(at, async () => {
      this.troubles.set(kind, (this.troubles.get(kind) ?? 0) + 1);
      const { grantVersion: version } = await this.#world.link(tenantId);
      if (kind === "revoked") spreadsheets.withdraw({ tenantId, version });
      if (kind === "unshared") spreadsheets.withdraw({ tenantId, version }, "access-denied");
      if (kind === "viewer") viewers.add(tenantId);
      if (kind === "killer") this.#world.everKilled.add(tenantId);
      if (kind === "killer") killers.add(tenantId);
    });
  }

  #planSwitch({ tenantId }: Member): void {
    const { ids, timeline, options, clock, slots } = this.#world;
    const off = options.start + ids.between(2, Math.max(2, options.days - 4)) * DAY + 5 * MINUTE;
    timeline.at(off, async () => {
      slots.close(tenantId, clock.now());
      await this.#world.configure(tenantId, { enabled: false });
    });
    timeline.at(off + ids.between(1, 3) * DAY, async () => {
      await this.#world.configure(tenantId, { enabled: true });
      slots.schedule({ link: await this.#world.link(tenantId), lost: false }, clock.now());
    });
  }

  /** Admins act on what they are told, sooner or later. */
  #react(tenantId: TenantId, { kind, code }: Notice): void {
    const { ids, timeline, clock } = this.#world;
    const later = (hours: number): number => clock.now() + ids.between(10, hours * 60) * MINUTE;
    if (kind === "grant-expiring") timeline.at(later(4 * 24), () => this.#reconnect(tenantId));
    if (kind === "link-failed" && code === "access-revoked")
      timeline.at(later(12 * 24), () => this.#reconnect(tenantId));
    if (kind === "link-failed" && code === "access-denied")
      timeline.at(later(5 * 24), () => this.#shareAgain(tenantId));
    if (kind === "link-failed" && code === "edit-denied")
      timeline.at(later(5 * 24), () => void this.#world.viewers.delete(tenantId));
    if (kind === "polling-suspended")
      timeline.at(later(3 * 24), async () => {
        this.#world.killers.delete(tenantId);
        // Half of the admins click; the others leave it to the daily look.
        if (onceIn(ids, 2)) await this.#switchOn(tenantId);
      });
  }

  async #switchOn(tenantId: TenantId): Promise<void> {
    const { polling } = await this.#world.link(tenantId);
    if (!polling.enabled) return;
    await this.#world.configure(tenantId, { enabled: true });
    await this.#noteStanding(tenantId);
  }

  async #shareAgain(tenantId: TenantId): Promise<void> {
    const { grantVersion: version } = await this.#world.link(tenantId);
    this.#world.spreadsheets.allow({ tenantId, version });
  }

  async #reconnect(tenantId: TenantId): Promise<void> {
    const { google, clock } = this.#world;
    const accountEmail = this.#members.get(tenantId)?.accountEmail ?? "";
    google.grantMs = this.#testing.has(tenantId) ? 7 * DAY : undefined;
    const { url } = await this.#world.startConsent().execute(tenantId, ADMIN);
    const back = google.answer(url, { accountEmail });
    const answer = { tenantId, adminId: ADMIN, ...back };
    const outcome = await this.#world.reconnectSheet().execute(answer).catch(unlessPortFailed);
    if (outcome?.status !== "reconnected") return this.#tryAgain(tenantId, outcome?.status);
    this.reconnects++;
    this.#reconnected.set(tenantId, clock.now());
    const link = await this.#world.link(tenantId);
    this.#planDeath(tenantId, link.grantVersion, link.grantExpiresAt);
    await this.#noteStanding(tenantId);
  }

  /** In an outage after an hour; where the account may not edit, once somebody has had a day to share the sheet. */
  #tryAgain(tenantId: TenantId, status: ReconnectOutcome["status"] | undefined): void {
    if (status !== undefined && status !== "cannot-edit") throw new Error(`${tenantId} was ${status}`);
    this.failedReconnects++;
    const wait = status === undefined ? HOUR : DAY;
    this.#world.timeline.at(this.#world.clock.now() + wait, () => this.#reconnect(tenantId));
  }

  async #noteStanding(tenantId: TenantId): Promise<void> {
    const before = this.#world.slots.standing(tenantId);
    if (before === undefined) return;
    this.#world.slots.note({ ...before, link: await this.#world.link(tenantId) }, this.#world.clock.now());
  }
}

const unlessPortFailed = (thrown: unknown): undefined => {
  if (!isPortFailure(thrown)) throw thrown;
  return undefined;
};
