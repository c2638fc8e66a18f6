import {
  ConfigurePolling,
  DispatchDueExports,
  defaultSchedulePolicy,
  ExportAttendance,
  type ExportPorts,
  type Frequency,
  type Ids,
  type LinkedSheet,
  LinkSheet,
  nextSlot,
  ReconnectSheet,
  StartConsent,
  slotOffsetMs,
  type TenantId,
  type Timetable,
} from "@attendance-export/core";
import {
  MemoryCredentialVault,
  MemoryExportQueue,
  MemoryGoogleAccess,
  MemorySpreadsheetSetup,
  MemorySpreadsheets,
  SeededIds,
} from "@attendance-export/core/memory";
import { NoticeBook } from "./notice-book.ts";
import { SlotBook } from "./slot-book.ts";
import type { Stores } from "./stores.ts";
import { Timeline } from "./timeline.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { drawWeather, Provider, type Weather } from "./weather.ts";
import { weatheredSetup, weatheredSheets } from "./weathered-sheets.ts";

export interface MonthsOptions {
  readonly stores: Stores;
  readonly timetable: Timetable;
  readonly links: number;
  readonly days: number;
  /** When the months begin. */
  readonly start: number;
  readonly seed: string;
}

/** One process in so many dies in the middle of a write. */
const DEATHS_ONE_IN = 2_000;

/** All that lives through the months: stores, sheets, Google, clocks, and the books that are kept of it. */
export class MonthsWorld {
  readonly options: MonthsOptions;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly timeline = new Timeline();
  readonly weather: Weather;
  readonly provider: Provider;
  readonly spreadsheets = new MemorySpreadsheets();
  readonly google: MemoryGoogleAccess;
  readonly queue = new MemoryExportQueue();
  readonly notices = new NoticeBook();
  readonly slots: SlotBook;
  readonly viewers = new Set<string>();
  readonly killers = new Set<string>();
  /** Links whose exports ever killed their processes. */
  readonly everKilled = new Set<string>();
  readonly #vault = new MemoryCredentialVault();
  readonly #offsets = new Map<TenantId, number>();
  #calm = false;

  constructor(options: MonthsOptions) {
    this.options = options;
    this.clock = new VirtualClock(options.start);
    this.ids = new SeededIds(options.seed);
    this.weather = drawWeather(new SeededIds(`${options.seed} weather`), options.start, options.days);
    this.provider = new Provider(this.weather, () => this.clock.now());
    this.google = new MemoryGoogleAccess({ clock: this.clock, ids: new SeededIds(`${options.seed} google`) });
    this.slots = new SlotBook({
      slotAfter: (link, after) => this.#slotAfter(link, after),
      downTimes: this.weather.downTimes,
    });
  }

  /** No outage, no death and no lost request from now on. */
  calmDown(): void {
    this.#calm = true;
  }

  get isCalm(): boolean {
    return this.#calm;
  }

  /** One run in a process of its own. */
  exporter(): ExportAttendance {
    const { stores, timetable } = this.options;
    const sheets = weatheredSheets({
      ...this.#surroundings,
      ids: this.ids,
      deathsOneIn: this.#calm ? Number.MAX_SAFE_INTEGER : DEATHS_ONE_IN,
    });
    const ports: ExportPorts = {
      attendance: stores.attendance,
      ledger: stores.ledger,
      runs: {
        begin: async (run) => {
          this.slots.begun(run.tenantId, run.startedAt);
          await stores.runs.begin(run);
        },
        finish: (run) => stores.runs.finish(run),
        recent: (tenantId, limit) => stores.runs.recent(tenantId, limit),
        find: (tenantId, runId) => stores.runs.find(tenantId, runId),
      },
      ...sheets,
      notifier: this.notices,
      queue: {
        ask: (request) => this.queue.ask(request),
        bury: async (letter) => this.notices.bury(letter),
      },
      timetable,
      clock: this.clock,
      ids: this.ids,
    };
    return new ExportAttendance(ports);
  }

  dispatcher(): DispatchDueExports {
    const { links, ledger } = this.options.stores;
    return new DispatchDueExports({ links, ledger, queue: this.queue, clock: this.clock, ids: this.ids });
  }

  linkSheet(): LinkSheet {
    return new LinkSheet(this.#linking());
  }

  startConsent(): StartConsent {
    return new StartConsent({ ...this.#linking(), google: this.google });
  }

  reconnectSheet(): ReconnectSheet {
    const setup = weatheredSetup(this.#surroundings);
    return new ReconnectSheet({ ...this.#linking(), setup, google: this.google, queue: this.queue });
  }

  async configure(tenantId: TenantId, settings: { enabled?: boolean; frequency?: Frequency }): Promise<void> {
    const { ledger } = this.options.stores;
    const { timetable } = this.options;
    const use = new ConfigurePolling({ ledger, timetable, clock: this.clock, ids: this.ids });
    await use.execute(tenantId, settings);
  }

  async link(tenantId: TenantId): Promise<LinkedSheet> {
    const state = await this.options.stores.links.load(tenantId);
    if (state === undefined) throw new Error(`${tenantId} has no link`);
    return state.link;
  }

  get #surroundings() {
    return {
      spreadsheets: this.spreadsheets,
      provider: this.#calm ? new Provider(QUIET, () => this.clock.now()) : this.provider,
      troubles: { viewers: this.viewers, killers: this.killers },
    };
  }

  #linking() {
    const { links, ledger, credentials, consents } = this.options.stores;
    return {
      ...{ links, ledger, credentials, consents },
      setup: new MemorySpreadsheetSetup(this.spreadsheets),
      vault: this.#vault,
      clock: this.clock,
      ids: this.ids,
    };
  }

  /** Without the grant's end, which asks for a run beside the timetable. */
  #slotAfter(link: LinkedSheet, after: number): number | null {
    const known = this.#offsets.get(link.tenantId);
    const offset = known ?? slotOffsetMs(this.ids, link.tenantId, defaultSchedulePolicy.spreadMs);
    this.#offsets.set(link.tenantId, offset);
    return nextSlot(this.options.timetable, { ...link, grantExpiresAt: null }, after, offset);
  }
}

const QUIET: Weather = { outages: [], quotaTimes: [], downTimes: [] };
