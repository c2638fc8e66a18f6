import { DAY_MS } from "../model/time.ts";
import { defaultSchedulePolicy, type SchedulePolicy } from "./schedule.ts";

/** How much, how long, how often: the numbers of the protocol, as data. Times in milliseconds. */
export interface ExportPolicy {
  /** Rows a batch may have at most. Google's quota counts requests, not rows. */
  readonly maxRows: number;
  /** Bytes of request a batch may have at most; Google recommends 2 MB. */
  readonly maxRequestBytes: number;
  /** A run stops beginning new work this long after its start. */
  readonly runBudgetMs: number;
  /** How long one write may take; none is begun that could not be awaited. Google's own limit is 180 s. */
  readonly writeMs: number;
  /** A request without an answer may take effect this long after it began: `writeMs`, and the retries within a call. */
  readonly lateMs: number;
  /** The lease of a run, renewed by every transition. Longer than one write with its retries. */
  readonly leaseMs: number;
  /** A moment between a failure that blames the link and the look that confirms it. */
  readonly secondOpinionMs: number;
  /** Sends with open outcomes after which a batch is given up and halved. */
  readonly inconclusiveSends: number;
  /** Sights of an unknown refusal after which a batch is given up. */
  readonly unknownRefusals: number;
  /** Set-aside records of one tenant above which the link itself must be wrong. */
  readonly quarantineLimit: number;
  /** Batches a run may send; no loop is without a limit. */
  readonly maxBatches: number;
  /** Receipts that always stay, however old. */
  readonly receiptsKept: number;
  /** No request and no paused worker lives this long, so older receipts can meet nobody. */
  readonly receiptsKeptMs: number;
  /** A grant is used at least once in so long, records or none. */
  readonly grantUsedEveryMs: number;
  /** When links are due, and what failures do to that. */
  readonly schedule: SchedulePolicy;
}

export const defaultExportPolicy: ExportPolicy = {
  maxRows: 5_000,
  maxRequestBytes: 2_000_000,
  runBudgetMs: 510_000,
  writeMs: 180_000,
  lateMs: 300_000,
  leaseMs: 360_000,
  secondOpinionMs: 2_000,
  inconclusiveSends: 5,
  unknownRefusals: 2,
  quarantineLimit: 1_000,
  maxBatches: 10_000,
  receiptsKept: 800,
  receiptsKeptMs: 7 * DAY_MS,
  grantUsedEveryMs: 30 * DAY_MS,
  schedule: defaultSchedulePolicy,
};
