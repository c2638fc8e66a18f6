import type { Bounds } from "./bounds.ts";

/** A state is a row of bytes, so that a million of them fit into memory and equal ones are equal texts. */
export type State = Uint8Array;

/** What stands under a receipt's id. */
export const Mark = { NONE: 0, ROWS: 1, VOID: 2, STRANGER: 3 } as const;
/** Where a batch stands; an orphan was planned for a sheet that is not linked any more. */
export const Batch = { NONE: 0, PLANNED: 1, APPLIED: 2, CONFIRMED: 3, VOID: 4, ORPHAN: 5 } as const;
/** Why a batch is given up. */
export const Why = { NOT: 0, CONTENT: 1, RELINKED: 2, UNANSWERED: 3 } as const;
/** What a request asks for. */
export const Ask = { NONE: 0, ROWS: 1, VOID: 2, APPEND: 3 } as const;
export const Answer = { NONE: 0, OK: 1, IN_USE: 2, REFUSED: 3, DENIED: 4, LOST: 5 } as const;
/** A run's lease. One that lapsed is still its own until another run takes over. */
export const Lease = { NONE: 0, HELD: 1, LAPSED: 2 } as const;

/** A receipt's id can be moved twice; the model stops there. */
const BASES = 3;
const BATCH_BYTES = 6;
const WORKER_BYTES = 11;
const REQUEST_BYTES = 5;

/** Where everything stands in the row of bytes. */
export class Layout {
  readonly bounds: Bounds;
  readonly sheets: number;
  readonly length: number;
  readonly open = 0;
  readonly sequence = 1;
  readonly exported = 2;
  readonly setAside = 3;
  readonly limit = 4;
  readonly suspects = 5;
  readonly inError = 6;
  readonly grant = 7;
  readonly sheet = 8;
  /** The link's number; 0 before there is one. */
  readonly link = 9;
  /** The grant that Google accepts; 0 while none. */
  readonly valid = 10;
  readonly approved = 11;
  /** Bit masks of revisions: of the records now, as set aside, as noted in the mark. */
  readonly revision = 12;
  readonly asideRevision = 13;
  readonly exportedRevision = 14;
  readonly revoked = 15;
  readonly refusedSpuriously = 16;
  readonly suspected = 17;
  readonly restored = 18;
  readonly saved = 19;
  readonly strangers = 20;
  readonly #batches = 21;
  readonly #marks: number;
  readonly #rows: number;
  readonly #written: number;
  readonly #ever: number;
  readonly #version: number;
  readonly #workers: readonly Worker[];
  readonly #requests: readonly Request[];

  constructor(bounds: Bounds) {
    this.bounds = bounds;
    this.sheets = bounds.relinks > 0 ? 2 : 1;
    this.#marks = this.#batches + BATCH_BYTES * (bounds.batches + 1);
    this.#rows = this.#marks + this.sheets * this.#idsOfASheet;
    this.#written = this.#rows + this.sheets * bounds.records;
    this.#ever = this.#written + this.sheets;
    this.#version = this.#ever + this.sheets;
    const workers = this.#version + (bounds.restores > 0 ? this.#idsOfASheet + bounds.records : 0);
    const requests = workers + bounds.workers * WORKER_BYTES;
    this.#workers = Array.from({ length: bounds.workers }, (_, n) => new Worker(workers + n * WORKER_BYTES));
    this.#requests = Array.from(
      { length: bounds.inFlight },
      (_, n) => new Request(requests + n * REQUEST_BYTES),
    );
    this.length = requests + bounds.inFlight * REQUEST_BYTES;
  }

  get all(): number {
    return (1 << this.bounds.records) - 1;
  }

  stateOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch;
  }
  recordsOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch + 1;
  }
  sheetOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch + 2;
  }
  whyOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch + 3;
  }
  /** How often the batch has moved to a fresh id. */
  baseOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch + 4;
  }
  /** The revisions that were frozen. */
  revisionsOf(batch: number): number {
    return this.#batches + BATCH_BYTES * batch + 5;
  }

  mark(sheet: number, batch: number, base: number): number {
    return this.#marks + sheet * this.#idsOfASheet + BASES * batch + Math.min(base, BASES - 1);
  }
  /** Rows of a record on a sheet now. */
  rows(sheet: number, record: number): number {
    return this.#rows + sheet * this.bounds.records + record;
  }
  /** Bit mask of the revisions that the rows of a sheet show. */
  written(sheet: number): number {
    return this.#written + sheet;
  }
  /** Bit mask of the records that ever came on a sheet. */
  ever(sheet: number): number {
    return this.#ever + sheet;
  }

  /** Keeps sheet 0 as it is, or brings it back. */
  keepVersion(state: State): void {
    state.copyWithin(this.#version, this.#marks, this.#marks + this.#idsOfASheet);
    state.copyWithin(this.#version + this.#idsOfASheet, this.#rows, this.#rows + this.bounds.records);
  }
  bringBack(state: State): void {
    const rows = this.#version + this.#idsOfASheet;
    state.copyWithin(this.#marks, this.#version, rows);
    state.copyWithin(this.#rows, rows, rows + this.bounds.records);
  }

  worker(number: number): Worker {
    return this.#workers[number] as Worker;
  }
  request(number: number): Request {
    return this.#requests[number] as Request;
  }

  get #idsOfASheet(): number {
    return BASES * (this.bounds.batches + 1);
  }
}

/** Where a worker's bytes are. */
export class Worker {
  readonly from: number;
  readonly step: number;
  readonly batch: number;
  readonly grant: number;
  readonly answer: number;
  /** The backlog it read, its revisions, the sequence it read it for, and the link. */
  readonly read: number;
  readonly readRevisions: number;
  readonly readFor: number;
  readonly link: number;
  /** Why its batch is given up, as far as it knows. */
  readonly why: number;
  /** The id that it knows its batch's receipt under. */
  readonly base: number;
  readonly lease: number;

  constructor(from: number) {
    this.from = from;
    this.step = from;
    this.batch = from + 1;
    this.grant = from + 2;
    this.answer = from + 3;
    this.read = from + 4;
    this.readRevisions = from + 5;
    this.readFor = from + 6;
    this.link = from + 7;
    this.why = from + 8;
    this.base = from + 9;
    this.lease = from + 10;
  }

  static readonly bytes = WORKER_BYTES;
}

/** Where a request's bytes are. */
export class Request {
  readonly from: number;
  readonly asks: number;
  readonly batch: number;
  readonly grant: number;
  /** Its sender's number and one, or 0 if nobody waits for the answer. */
  readonly waiter: number;
  /** The records, for those that name no batch; otherwise the base of the receipt's id. */
  readonly extra: number;

  constructor(from: number) {
    this.from = from;
    this.asks = from;
    this.batch = from + 1;
    this.grant = from + 2;
    this.waiter = from + 3;
    this.extra = from + 4;
  }

  static readonly bytes = REQUEST_BYTES;
}

/** A byte of the state; there is one at every place of the layout. */
export const byte = (state: State, place: number): number => state[place] as number;

/** Writes `r0 r2` for a bit mask of records. */
export const namesOf = (records: number): string => {
  const names: string[] = [];
  for (let record = 0; 1 << record <= records; record++)
    if ((records & (1 << record)) !== 0) names.push(`r${record}`);
  return names.join(" ");
};
