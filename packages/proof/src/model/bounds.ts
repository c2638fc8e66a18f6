import type { Ablation, Spare } from "./ablations.ts";

/** How much of everything there may be. The smaller, the sooner all of it is seen. */
export interface Bounds {
  /** Workers that may begin at any time: overlapping runs, duplicate deliveries, zombies. */
  readonly workers: number;
  readonly records: number;
  /** Requests that can be on their way at once, whether or not their senders still wait. */
  readonly inFlight: number;
  /** Numbers of the sequence; more than are ever needed, which the results say of each configuration. */
  readonly batches: number;
  /** Bit mask of records that Google refuses for what they hold, until they are edited. */
  readonly poison: number;
  /** Bit mask of records that are approved only later. */
  readonly late: number;
  /** Bit mask of records that are edited once, at any time. */
  readonly edits: number;
  /** How often each of these may happen. */
  readonly revokes: number;
  readonly spuriousRefusals: number;
  /** Batches that are given up because their sends tell nothing. */
  readonly suspicions: number;
  readonly relinks: number;
  readonly restores: number;
  readonly strangers: number;
  /** Runs respect a lease, which may lapse at any time. Without it, everybody may always begin: the worst of all leases. */
  readonly lease: boolean;
  /** Receipts that nobody can need any more are removed. */
  readonly pruning: boolean;
  /** Runs go on with what they read ahead. */
  readonly readAhead: boolean;
  /** The world in which Google takes an id that is in use: the canary must keep links away from it. */
  readonly usedIdsAccepted: boolean;
  readonly ablation: Ablation | Spare | undefined;
}

/** Two workers, two records, crashes and late requests, and nothing else. */
export const smallest: Bounds = {
  workers: 2,
  records: 2,
  inFlight: 2,
  batches: 6,
  poison: 0,
  late: 0,
  edits: 0,
  revokes: 0,
  spuriousRefusals: 0,
  suspicions: 0,
  relinks: 0,
  restores: 0,
  strangers: 0,
  lease: false,
  pruning: false,
  readAhead: false,
  usedIdsAccepted: false,
  ablation: undefined,
};
