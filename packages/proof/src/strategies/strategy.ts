import type { Row } from "./sheet-client.ts";
import type { Step, VirtualWorld } from "./virtual-world.ts";

/** One way of getting approved records onto a sheet, set up in a world of its own. */
export interface Exporter {
  readonly spreadsheetId: string;
  readonly tabId: number;
  /** More records are approved: from this number, so many. */
  approve(from: number, count: number): Promise<void>;
  /** One scheduled run, as one process. Rejects only with a `Crash`; everything else ends the run. */
  run(step: Step): Promise<void>;
  /** Approved and not marked as exported. */
  backlog(): Promise<number>;
}

export interface Strategy {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly does: string;
  /** Who writes so, as read from their code. */
  readonly usedBy: string;
  open(world: VirtualWorld, shape?: Shape): Promise<Exporter>;
}

/** How much a request carries. */
export interface Shape {
  readonly batchRows: number;
  /** A row of a peer's; its first cell is the record's id. */
  readonly row: (id: string) => Row;
}

/** Rows a request: few, so that a short story has many requests. */
export const BATCH_ROWS = 10;

export const recordIdOf = (number: number): string => `R${String(number).padStart(7, "0")}`;

export const storyShape: Shape = {
  batchRows: BATCH_ROWS,
  row: (id) => [id, "2024-03-08", `Member of ${id}`, "Mathematics"],
};
