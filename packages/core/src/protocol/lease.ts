import type { RunId } from "../model/ids.ts";
import type { Lease, Ledger } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";

export interface RunClaim {
  readonly runId: RunId;
  readonly now: EpochMs;
  readonly leaseMs: number;
}

/** A chain of crashes longer than this has other worries than its history. */
const MAX_GHOSTS = 20;

export const leaseHeldByAnother = ({ lease }: Ledger, { runId, now }: RunClaim): boolean =>
  lease !== null && lease.owner !== runId && lease.until > now;

/** Takes the lease over; whoever held it without giving it back becomes a ghost, whose history somebody must close. */
export const takeLease = ({ lease }: Ledger, { runId, now, leaseMs }: RunClaim): Lease => {
  const ghosts = lease === null ? [] : lease.owner === runId ? lease.ghosts : [...lease.ghosts, lease.owner];
  return { owner: runId, until: now + leaseMs, ghosts: ghosts.slice(-MAX_GHOSTS) };
};

/** Every step of a run renews its lease; one that lost it takes nothing back. */
export const renewLease = ({ lease }: Ledger, { runId, now, leaseMs }: RunClaim): Lease | null =>
  lease?.owner === runId ? { ...lease, until: now + leaseMs } : lease;
