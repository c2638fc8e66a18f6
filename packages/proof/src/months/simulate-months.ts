import { isPortFailure, type RunReport, type TenantId } from "@attendance-export/core";
import { onceIn } from "./mixture.ts";
import { type MonthsOptions, MonthsWorld } from "./months-world.ts";
import { People } from "./people.ts";
import { covers, DAY, MINUTE } from "./timeline.ts";
import { ProcessDied } from "./weathered-sheets.ts";

/** A message of the queue is lost with its process, or delivered twice, once in so many. */
const LOST_ONE_IN = 3_000;
const TWICE_ONE_IN = 200;
/** Runs after the months in which what is left must drain. */
const CALM_RUNS = 4;

export interface MonthsOutcome {
  readonly world: MonthsWorld;
  readonly people: People;
  /** Runs by how they ended. */
  readonly endings: ReadonlyMap<string, number>;
  readonly runs: number;
  readonly asked: number;
  /** Slots that were asked for twice; must be none. */
  readonly askedTwice: readonly string[];
  readonly deaths: number;
  /** What is wrong with the sheets or the history in the end; must be none. */
  readonly problems: readonly string[];
}

/** Lives through the months, minute by minute. */
export const simulateMonths = async (options: MonthsOptions): Promise<MonthsOutcome> =>
  new Months(options).live();

class Months {
  readonly #world: MonthsWorld;
  readonly #people: People;
  readonly #endings = new Map<string, number>();
  readonly #lastSlot = new Map<TenantId, number>();
  readonly #askedTwice: string[] = [];
  #runs = 0;
  #asked = 0;
  #deaths = 0;

  constructor(options: MonthsOptions) {
    this.#world = new MonthsWorld(options);
    this.#people = new People(this.#world);
  }

  async live(): Promise<MonthsOutcome> {
    const { start, days } = this.#world.options;
    await this.#people.linkAll();
    const end = start + days * DAY;
    for (let minute = start; minute < end; minute += MINUTE) {
      this.#world.clock.reach(minute);
      await this.#world.timeline.reach(minute);
      if (covers(this.#world.weather.downTimes, minute)) continue;
      await this.#dispatch();
      await this.#work();
    }
    for (const tenantId of this.#people.tenants) this.#world.slots.close(tenantId, end);
    await this.#calmDown();
    return {
      world: this.#world,
      people: this.#people,
      endings: this.#endings,
      runs: this.#runs,
      asked: this.#asked,
      askedTwice: this.#askedTwice,
      deaths: this.#deaths,
      problems: await this.#problems(),
    };
  }

  /** Two dispatchers at the same moment, as where a schedule fires twice. */
  async #dispatch(): Promise<void> {
    const before = this.#world.queue.asked.length;
    await Promise.all([this.#world.dispatcher().execute(), this.#world.dispatcher().execute()]);
    for (const { tenantId, slot } of this.#world.queue.asked.slice(before)) {
      this.#asked++;
      if (slot === null) continue;
      if (this.#lastSlot.get(tenantId) === slot) this.#askedTwice.push(`${tenantId} at ${slot}`);
      this.#lastSlot.set(tenantId, slot);
    }
  }

  /** Delivers what is asked for, at least once, as queues do; and now and then not at all, as when a process is killed. */
  async #work(): Promise<void> {
    for (let request = this.#world.queue.next(); request !== undefined; request = this.#world.queue.next()) {
      const { tenantId } = request;
      if (!this.#world.isCalm && onceIn(this.#world.ids, LOST_ONE_IN)) {
        await this.#note(tenantId, true);
        continue;
      }
      const times = onceIn(this.#world.ids, TWICE_ONE_IN) ? 2 : 1;
      for (let time = 0; time < times; time++) await this.#run(request);
    }
  }

  async #run({
    tenantId,
    trigger,
  }: {
    tenantId: TenantId;
    trigger: "schedule" | "manual" | "retry" | "reconnect";
  }) {
    try {
      const report = await this.#world.exporter().execute({ tenantId, trigger });
      await this.#ended(tenantId, report);
    } catch (thrown) {
      if (!(thrown instanceof ProcessDied)) throw isPortFailure(thrown) ? new Error(thrown.message) : thrown;
      this.#deaths++;
      this.#runs++;
      this.#count("died without a word");
      await this.#note(tenantId, true);
    }
  }

  async #ended(tenantId: TenantId, report: RunReport): Promise<void> {
    if (report.status !== "ran") return this.#count(`not begun: ${report.status}`);
    this.#runs++;
    const { ending } = report;
    this.#count(ending.status === "failed" ? `failed: ${ending.failure.code}` : ending.status);
    if (ending.status === "drained") this.#people.noteDrained(tenantId);
    await this.#note(tenantId, false);
  }

  /** How the link stands now, and whether its last run or request was lost with its process. */
  async #note(tenantId: TenantId, lost: boolean): Promise<void> {
    if (this.#world.slots.standing(tenantId) === undefined) return;
    this.#world.slots.note({ link: await this.#world.link(tenantId), lost }, this.#world.clock.now());
  }

  #count(ending: string): void {
    this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
  }

  /** The weather is fine, everybody mends their link, and what is left must drain. */
  async #calmDown(): Promise<void> {
    this.#world.calmDown();
    await this.#people.mendAll();
    for (let round = 0; round < CALM_RUNS; round++) {
      this.#world.clock.reach(this.#world.clock.now() + 10 * MINUTE);
      for (const tenantId of this.#people.tenants)
        await this.#world.queue.ask({ tenantId, trigger: "manual", slot: null });
      await this.#work();
    }
  }

  /** Each record once on its sheet, and no run that says it is running. */
  async #problems(): Promise<readonly string[]> {
    const { stores } = this.#world.options;
    const problems: string[] = [];
    let rows = 0;
    for (const tenantId of this.#people.tenants) {
      const { sheet, status } = await this.#world.link(tenantId);
      const tab = this.#world.spreadsheets.file(sheet.spreadsheetId)?.tab(sheet.tabId);
      const ids = (tab?.rows ?? []).slice(1).map(([id]) => String(id));
      rows += ids.length;
      const { backlog, exported } = await stores.register.tally(tenantId);
      if (status !== "active") problems.push(`${tenantId} stays in error`);
      if (backlog > 0) problems.push(`${tenantId} has ${backlog} records left`);
      if (new Set(ids).size !== ids.length) problems.push(`${tenantId} has a record twice`);
      if (ids.length !== exported)
        problems.push(`${tenantId} has ${ids.length} rows for ${exported} records`);
      const running = (await stores.runs.recent(tenantId, { limit: 10_000 })).filter(
        (run) => run.status === "running",
      );
      if (running.length > 0) problems.push(`${tenantId} has ${running.length} runs that never ended`);
    }
    if (rows !== this.#people.records) problems.push(`${rows} rows for ${this.#people.records} records`);
    return problems;
  }
}
