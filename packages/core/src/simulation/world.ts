import { isPortFailure } from "../failures/port-failure.ts";
import { MemoryAdminNotifier } from "../memory/memory-admin-notifier.ts";
import { MemoryDatabase, type MemoryTenant } from "../memory/memory-database.ts";
import { MemoryExportQueue } from "../memory/memory-export-queue.ts";
import { MemorySpreadsheets } from "../memory/memory-spreadsheets.ts";
import { MemoryTimetable } from "../memory/memory-timetable.ts";
import { type RecordId, type TenantId, tenantId } from "../model/ids.ts";
import type { EpochMs } from "../model/time.ts";
import type { Decider } from "./decider.ts";
import type { Fault } from "./faults.ts";
import { Oracles } from "./oracles.ts";
import { Timeline } from "./timeline.ts";
import type { Truth } from "./truth.ts";
import { Violation } from "./violation.ts";

/** 2024-03-08T06:00:00Z; any moment would do, this one is before a change of the clocks. */
const START: EpochMs = Date.UTC(2024, 2, 8, 6);

/** The tenant that everything is about. */
export const TENANT: TenantId = tenantId("tenant-1");

/** The truth of one simulation: what the store, the sheets and the admins really hold, and what happened to whom. */
export class World implements Truth {
  readonly decider: Decider;
  readonly timeline: Timeline;
  readonly database = new MemoryDatabase();
  readonly spreadsheets = new MemorySpreadsheets();
  readonly notifier = new MemoryAdminNotifier();
  readonly queue = new MemoryExportQueue();
  readonly timetable = new MemoryTimetable();
  /** Calls by fault and port method. */
  readonly faults = new Map<string, number>();
  /** The story in plain lines, if it is asked for. */
  readonly story: string[] | undefined;
  /** The storm is over: nothing goes wrong any more. */
  calm = false;
  calls = 0;
  readonly oracles = new Oracles(this);
  /** Records that the service refuses for what they hold, in one revision, until somebody edits them. */
  readonly poison = new Map<RecordId, number>();
  /** Versions of the grant that were ever withdrawn. */
  readonly refusedGrants = new Set<number>();
  #violation: Violation | undefined;

  constructor(decider: Decider, tellStory: boolean) {
    this.decider = decider;
    this.timeline = new Timeline(decider, START);
    this.story = tellStory ? [] : undefined;
  }

  get tenant(): MemoryTenant {
    return this.database.tenant(TENANT);
  }

  get violation(): Violation | undefined {
    return this.#violation;
  }

  tell(line: string): void {
    this.story?.push(`${((this.timeline.now - START) / 1000).toFixed(1).padStart(9)} s  ${line}`);
  }

  count(fault: Fault, call: string): void {
    this.calls++;
    const cell = `${fault} × ${call}`;
    this.faults.set(cell, (this.faults.get(cell) ?? 0) + 1);
  }

  /** Lets a call have its effect and looks whether the world still holds together. */
  takeEffect<Result>(what: string, effect: () => Promise<Result>): Promise<Result> {
    const result = effect();
    this.tell(what);
    this.guard(() => this.oracles.check());
    return result;
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
      this.tell(`VIOLATION ${thrown.message}`);
    }
  }

  /** Nobody hears this answer: lost, or its caller is dead. Its effect has been looked at. */
  ignore(answer: Promise<unknown>): void {
    answer.then(
      () => undefined,
      () => undefined,
    );
  }
}
