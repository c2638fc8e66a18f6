import { isPortFailure } from "../failures/port-failure.ts";
import { MemoryAdminNotifier } from "../memory/memory-admin-notifier.ts";
import { MemoryDatabase, type MemoryTenant } from "../memory/memory-database.ts";
import { MemoryExportQueue } from "../memory/memory-export-queue.ts";
import { MemorySpreadsheets } from "../memory/memory-spreadsheets.ts";
import { MemoryTimetable } from "../memory/memory-timetable.ts";
import type { SealedBatch } from "../model/batch.ts";
import type { SpreadsheetId, TenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Decider } from "./decider.ts";
import { FaultTally } from "./faults.ts";
import { Oracles } from "./oracles.ts";
import type { Process } from "./process.ts";
import { Fingerprints } from "./simulated-ids.ts";
import { Story } from "./story.ts";
import { Timeline } from "./timeline.ts";
import type { Truth } from "./truth.ts";
import { Violation } from "./violation.ts";

/** 2024-03-08T06:00:00Z; any moment would do, this one is before a change of the clocks. */
const START: EpochMs = Date.UTC(2024, 2, 8, 6);

/** The truth of one simulation: what the store, the sheets and the admins really hold, and what happened to whom. */
export class World implements Truth {
  readonly decider: Decider;
  readonly timeline: Timeline;
  readonly database = new MemoryDatabase();
  readonly spreadsheets = new MemorySpreadsheets();
  readonly notifier = new MemoryAdminNotifier();
  readonly queue = new MemoryExportQueue();
  readonly timetable = new MemoryTimetable();
  readonly fingerprints = new Fingerprints();
  readonly tally = new FaultTally();
  /** The story in plain lines, if it is asked for. */
  readonly story: Story | undefined;
  /** Every lease lapses as soon as it is taken. */
  leasesLapse = false;
  /** The storm is over: nothing goes wrong any more. */
  calm = false;
  readonly tenants: TenantId[] = [];
  readonly oracles = new Oracles(this);
  readonly #poison = new Map<string, number>();
  readonly #withdrawn = new Set<string>();
  readonly #viewers = new Set<TenantId>();
  readonly #viewersEver = new Set<TenantId>();
  readonly #reported = new Map<TenantId, number>();
  readonly #served = new Map<string, EpochMs>();
  readonly #restored = new Map<SpreadsheetId, EpochMs>();
  readonly #blamed = new Set<string>();
  #violation: Violation | undefined;

  constructor(decider: Decider, tellStory: boolean) {
    this.decider = decider;
    this.timeline = new Timeline(decider, START);
    this.story = tellStory ? new Story(this.timeline) : undefined;
  }

  get now(): EpochMs {
    return this.timeline.now;
  }

  get isClean(): boolean {
    return this.decider.troubles === 0 && !this.leasesLapse;
  }

  get violation(): Violation | undefined {
    return this.#violation;
  }

  tenant(id: TenantId): MemoryTenant {
    return this.database.tenant(id);
  }

  /** Lets a call have its effect and looks whether the world still holds together. */
  takeEffect<Result>(
    process: Process,
    call: string,
    note: string,
    effect: () => Promise<Result>,
  ): Promise<Result> {
    const result = effect();
    this.story?.tell(`${process.name} ${call}${note}`);
    this.guard(() => this.oracles.after(call, process));
    return result;
  }

  /** People did something; the world has to hold together after that too. */
  peopleDid(what: string): void {
    this.story?.tell(what);
    this.guard(() => this.oracles.after(undefined, undefined));
  }

  /** A process touches only what belongs to its own tenant. */
  mayConcern(process: Process, tenantId: TenantId, call: string): void {
    if (process.tenantId === tenantId) return;
    this.guard(() => {
      throw new Violation(`isolation: a run of ${process.tenantId} calls ${call} for ${tenantId}`);
    });
  }

  /** A request to the sheets, which shows that the grant works if it is served. */
  served<Result>(grant: Grant, work: () => Promise<Result>): Promise<Result> {
    const at = this.now;
    const answer = work();
    answer.then(
      () => this.#served.set(keyOf(grant), at),
      () => undefined,
    );
    return answer;
  }

  rowsCameIn(tenantId: TenantId, sealed: SealedBatch): void {
    this.guard(() => this.oracles.rowsCameIn(tenantId, sealed));
  }

  /** Records that the service refuses for what they hold, in one revision, until somebody edits them. */
  poison(tenantId: TenantId, recordId: string, revision: number): void {
    this.#poison.set(`${tenantId} ${recordId}`, revision);
    this.#blamed.add(`${tenantId} ${recordId}`);
  }

  isPoisoned(tenantId: TenantId, { rows }: SealedBatch): boolean {
    return rows.some(({ recordId, revision }) => this.#poison.get(`${tenantId} ${recordId}`) === revision);
  }

  /** The weather refused these records, or failed over them. */
  blame(tenantId: TenantId, { rows }: SealedBatch): void {
    for (const { recordId } of rows) this.#blamed.add(`${tenantId} ${recordId}`);
  }

  wasBlamed(tenantId: TenantId, recordId: string): boolean {
    return this.#blamed.has(`${tenantId} ${recordId}`);
  }

  withdraw(grant: Grant): void {
    this.#withdrawn.add(keyOf(grant));
    this.spreadsheets.withdraw(grant);
  }

  wasWithdrawn(grant: Grant): boolean {
    return this.#withdrawn.has(keyOf(grant));
  }

  makeViewer(tenantId: TenantId): void {
    this.#viewers.add(tenantId);
    this.#viewersEver.add(tenantId);
  }

  makeEditor(tenantId: TenantId): void {
    this.#viewers.delete(tenantId);
  }

  /** Whether the account may look and not write. */
  isViewer(tenantId: TenantId): boolean {
    return this.#viewers.has(tenantId);
  }

  wasViewer(tenantId: TenantId): boolean {
    return this.#viewersEver.has(tenantId);
  }

  report(tenantId: TenantId, exported: number): void {
    this.#reported.set(tenantId, this.reported(tenantId) + exported);
  }

  reported(tenantId: TenantId): number {
    return this.#reported.get(tenantId) ?? 0;
  }

  lastServed(grant: Grant): EpochMs | undefined {
    return this.#served.get(keyOf(grant));
  }

  restored(spreadsheetId: SpreadsheetId): void {
    this.#restored.set(spreadsheetId, this.now);
  }

  lastRestored(spreadsheetId: SpreadsheetId): EpochMs | undefined {
    return this.#restored.get(spreadsheetId);
  }

  /** What a use case may reject with is a `PortFailure` of the store; anything else is a defect. */
  crashed(thrown: unknown): void {
    this.guard(() => {
      if (!isPortFailure(thrown)) throw new Violation(`a defect: ${String(thrown)}`);
    });
  }

  /** The first violation counts; what follows from it is noise. */
  guard(check: () => void): void {
    if (this.#violation !== undefined) return;
    try {
      check();
    } catch (thrown) {
      if (!(thrown instanceof Violation)) throw thrown;
      this.#violation = thrown;
      this.timeline.halt();
      this.story?.tell(`VIOLATION ${thrown.message}`);
    }
  }
}

const keyOf = ({ tenantId, version }: Grant): string => `${tenantId} ${version}`;
