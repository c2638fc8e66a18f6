import { defaultTemplate, releaseLease, type TenantId, tenantId, timeZone } from "@attendance-export/core";
import { Dice } from "../dice.ts";
import { sampleDraft } from "../sample-draft.ts";
import type { CampaignReport } from "./campaign-report.ts";
import { badWeather, type EmulatedGoogle } from "./emulated-google.ts";
import type { Site } from "./site.ts";
import { stopWithoutLock } from "./stop-without-lock.ts";
import { type WorkerEnd, WorkerProcess } from "./worker-process.ts";

export interface CampaignRequest {
  /** SIGKILLs of exporting processes that were alive to receive it. */
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

type Tally = { -readonly [Name in keyof CampaignReport]: CampaignReport[Name] };

/** A link's sheet holds some thousand receipts, and small batches use them up: each sheet meets this many kills. */
const KILLS_A_SHEET = 20;
const BACKLOG = 1_200;
const CHECK_EVERY = 5;
/** From before a process opens its store to well into its export. */
const SHORTEST_LIFE_MS = 250;
const LONGEST_LIFE_MS = 1_500;
const EARLY_ONE_IN = 5;
const PATIENCE_MS = 60_000;
/** A process that ends by itself is no kill; more of them than this, and something is wrong. */
const LIVES_A_KILL = 3;
const CLOCK_OFFSETS_MS = [0, 0, -2_000, 2_000];
/** Room for the store's shared memory and some batches. */
const FULL_DISK_BYTES = 65_536;
const CALM_ATTEMPTS = 10;

/** Kills real processes at random moments while records keep coming, and counts what is on the sheets. */
export class Campaign {
  readonly #site: Site;
  readonly #google: EmulatedGoogle;
  readonly #request: CampaignRequest;
  readonly #dice: Dice;
  readonly #tally: Tally;

  constructor(site: Site, google: EmulatedGoogle, request: CampaignRequest) {
    this.#site = site;
    this.#google = google;
    this.#request = request;
    this.#dice = new Dice(request.seed);
    const nothing = { kills: 0, killedWithOpenBatch: 0, zombies: 0, googleKills: 0, fullDisks: 0 };
    const found = { records: 0, rows: 0, missing: 0, duplicates: 0, altered: 0, unknown: 0, checks: 0 };
    const rest = { fullDiskRefusals: 0, wrongClocks: 0, faults: 0, seconds: 0, sheets: 0 };
    this.#tally = { store: site.name, seed: request.seed, ...nothing, ...found, ...rest };
  }

  /** Rejects at the first check that finds a record missing or twice. */
  async run(): Promise<CampaignReport> {
    const startedAt = performance.now();
    while (this.#tally.kills < this.#request.kills) await this.#sheet();
    this.#tally.seconds = Math.round((performance.now() - startedAt) / 1_000);
    return this.#tally;
  }

  async #sheet(): Promise<void> {
    const tenant = tenantId(`t${this.#tally.sheets}`);
    this.#tally.sheets += 1;
    await this.#google.remote.faults.clear();
    await this.#site.installation.linkSheet().execute({
      tenantId: tenant,
      spreadsheet: { title: "Killed" },
      tabTitle: "Attendance",
      accountEmail: this.#google.credentials.email,
      refreshToken: this.#google.credentials.refreshToken,
      timeZone: timeZone("UTC"),
      template: defaultTemplate(),
    });
    const sheet = { tenant, records: 0 };
    await this.#storm();
    const target = Math.min(this.#request.kills, this.#tally.kills + KILLS_A_SHEET);
    const googleDiesAt =
      this.#tally.kills + 1 + this.#dice.below(Math.max(1, target - this.#tally.kills - 1));
    let googleDied = false;
    let lives = 0;
    while (this.#tally.kills < target) {
      lives += 1;
      if (lives > LIVES_A_KILL * KILLS_A_SHEET)
        throw new Error("most processes end before they can be killed");
      // Once a sheet, also where the process of that life ends before its kill and another one takes its place.
      const googleDies: boolean = !googleDied && this.#tally.kills >= googleDiesAt;
      googleDied ||= googleDies;
      const killed = await this.#life(sheet, googleDies);
      if (killed && this.#tally.kills % CHECK_EVERY === 0) await this.#check(tenant);
    }
    await this.#zombie(sheet);
    await this.#check(tenant);
    await this.#fullDisk(sheet);
    await this.#calm(sheet);
  }

  /** One process from its start to its SIGKILL. False if it ended before. */
  async #life(sheet: SheetUnderTest, googleDies: boolean): Promise<boolean> {
    await this.#topUp(sheet);
    const offset = this.#clockOffset();
    const worker = new WorkerProcess(this.#site.exporting(sheet.tenant, offset));
    const lifeMs = SHORTEST_LIFE_MS + this.#dice.below(LONGEST_LIFE_MS - SHORTEST_LIFE_MS);
    // Most are killed at work, however slowly the machine starts them; the others may not have come that far.
    if (this.#dice.below(EARLY_ONE_IN) > 0) await this.#loaded(worker);
    if (googleDies) {
      await worker.endedWithin(lifeMs);
      await this.#restartGoogle();
    }
    const endedItself = await worker.endedWithin(lifeMs);
    const end = await worker.kill();
    if (endedItself) {
      this.#mustBeOrdinary(end);
      return false;
    }
    this.#tally.kills += 1;
    const state = await this.#site.installation.links.load(sheet.tenant);
    if (state?.ledger.open != null) this.#tally.killedWithOpenBatch += 1;
    // It is known to be dead; waiting for its lease would only take time.
    await this.#lapse(sheet.tenant);
    return true;
  }

  /** Stopped past its lease, overtaken by another process, woken, and left to finish. */
  async #zombie(sheet: SheetUnderTest): Promise<void> {
    await this.#topUp(sheet);
    const zombie = new WorkerProcess(this.#site.exporting(sheet.tenant, 0));
    await this.#loaded(zombie);
    await zombie.endedWithin(SHORTEST_LIFE_MS + 200 + this.#dice.below(LONGEST_LIFE_MS / 2));
    await stopWithoutLock(zombie, () => this.#lapse(sheet.tenant));
    const other = new WorkerProcess(this.#site.exporting(sheet.tenant, 0));
    await other.endedWithin(LONGEST_LIFE_MS);
    zombie.signal("SIGCONT");
    for (const worker of [zombie, other]) {
      await worker.endedWithin(PATIENCE_MS);
      await worker.kill();
    }
    this.#tally.zombies += 1;
  }

  async #loaded(worker: WorkerProcess): Promise<void> {
    await worker.says(this.#site.readyText, PATIENCE_MS);
  }

  /** Takes the lease as time would: minutes later on SQLite, whose program has no switch for it. */
  async #lapse(tenant: TenantId): Promise<void> {
    const { links, ledger, clock } = this.#site.installation;
    const owner = (await links.load(tenant))?.ledger.lease?.owner;
    if (owner !== undefined) await ledger.transact(tenant, releaseLease(owner, clock.now()));
  }

  /** The store's file may not grow: the process must say so, and the next one goes on. */
  async #fullDisk(sheet: SheetUnderTest): Promise<void> {
    if (!this.#site.isOnOurDisk) return;
    await this.#topUp(sheet);
    // Any write beyond it is refused, also into the part of a file that is there already.
    const bytes = FULL_DISK_BYTES + this.#dice.below(FULL_DISK_BYTES * 4);
    const worker = new WorkerProcess(this.#site.exporting(sheet.tenant, 0), bytes);
    await worker.endedWithin(PATIENCE_MS / 4);
    const { code, output } = await worker.kill();
    this.#tally.fullDisks += 1;
    if (code !== null && code !== 0) this.#tally.fullDiskRefusals += 1;
    this.#request.say(`  full disk: exit ${code}, ${output.trim().split("\n").at(-1) ?? ""}`);
  }

  /** No more faults: everything must arrive, and once. */
  async #calm(sheet: SheetUnderTest): Promise<void> {
    this.#tally.faults += await this.#faultsSoFar();
    await this.#google.remote.faults.clear();
    let last: WorkerEnd | undefined;
    for (let attempt = 0; attempt < CALM_ATTEMPTS && last?.code !== 0; attempt += 1) {
      const worker = new WorkerProcess(this.#site.exporting(sheet.tenant, 0));
      await worker.endedWithin(PATIENCE_MS);
      last = await worker.kill();
    }
    const report = await this.#check(sheet.tenant);
    const { backlog } = await this.#site.installation.register.tally(sheet.tenant);
    this.#tally.records += sheet.records;
    this.#tally.rows += report.rows;
    this.#tally.unknown += report.unknown.count;
    const { kills, sheets } = this.#tally;
    this.#request.say(`  ${kills} kills, sheet ${sheets}: ${report.rows} rows of ${sheet.records} records`);
    if (backlog !== 0 || report.rows !== sheet.records || report.unknown.count !== 0)
      throw new Error(
        `not drained: ${backlog} left, ${report.rows} rows of ${sheet.records}: exit ${last?.code}\n${last?.output}`,
      );
  }

  async #check(tenant: TenantId) {
    const report = await this.#site.installation.auditSheet().execute(tenant);
    if (report === undefined) throw new Error(`${tenant} is not linked`);
    this.#tally.checks += 1;
    this.#tally.missing += report.missing.count;
    this.#tally.duplicates += report.duplicates.count;
    this.#tally.altered += report.altered.count;
    if (report.missing.count + report.duplicates.count + report.altered.count > 0)
      throw new Error(`${tenant} of seed ${this.#request.seed}: ${JSON.stringify(report, null, 1)}`);
    return report;
  }

  async #topUp(sheet: SheetUnderTest): Promise<void> {
    const { register } = this.#site.installation;
    const { backlog } = await register.tally(sheet.tenant);
    if (backlog >= BACKLOG / 2) return;
    const drafts = Array.from({ length: BACKLOG - backlog }, (_, index) =>
      sampleDraft(sheet.records + index),
    );
    await register.put(sheet.tenant, drafts);
    sheet.records += drafts.length;
  }

  async #storm(): Promise<void> {
    await this.#google.remote.faults.weather(badWeather(this.#dice.below(2 ** 31)));
  }

  async #restartGoogle(): Promise<void> {
    this.#tally.faults += await this.#faultsSoFar();
    await this.#google.restart();
    await this.#storm();
    this.#tally.googleKills += 1;
  }

  /** Counted from the log, which keeps at least the last 2,000 calls; what it forgot is not counted. */
  async #faultsSoFar(): Promise<number> {
    const calls = await this.#google.remote.calls.list({ service: "sheets", access: "write" });
    await this.#google.remote.calls.reset();
    return calls.filter(({ fault }) => fault !== undefined && !fault.startsWith("delay")).length;
  }

  #clockOffset(): number {
    if (!this.#site.hasClock) return 0;
    const offset = CLOCK_OFFSETS_MS[this.#dice.below(CLOCK_OFFSETS_MS.length)] ?? 0;
    if (offset !== 0) this.#tally.wrongClocks += 1;
    return offset;
  }

  /** Done, or asking to be tried again. Anything else would be a defect, which a SIGKILL must not hide. */
  #mustBeOrdinary({ code, output }: WorkerEnd): void {
    if (code !== 0 && code !== 75 && code !== 1) throw new Error(`a process ended with ${code}:\n${output}`);
    if (output.includes("    at ")) throw new Error(`a process ended with a stack trace:\n${output}`);
  }
}

interface SheetUnderTest {
  readonly tenant: TenantId;
  records: number;
}
