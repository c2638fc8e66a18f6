import type { Tally, TenantId } from "@attendance-export/core";

/** A tally is worth another one after this, though nothing is known to have changed: records come in from elsewhere. */
const OLD_MS = 2_000;
/** Of the time that passes, at most a tenth goes into tallies of a tenant that changes, a twentieth otherwise. */
const SHARE_OF_CHANGE = 10;
const SHARE_OF_TIME = 20;

interface Kept {
  readonly of: string;
  readonly at: number;
  readonly tookMs: number;
  readonly tally: Tally;
}

/**
 * How many records of each kind the tenants have that somebody listens to, counted once for all listeners. A tally reads an
 * index entry of every record, so that of a large tenant takes a while; then the last one is shown until another is due.
 */
export class SharedTallies {
  readonly #kept = new Map<TenantId, Kept>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** `of` says what the tenant's link and history were like: a tally of something else is due sooner. */
  async tally(tenant: TenantId, of: string, count: () => Promise<Tally>): Promise<Tally> {
    const kept = this.#kept.get(tenant);
    if (kept !== undefined && !isDue(kept, of, this.#now())) return kept.tally;
    const begunAt = this.#now();
    const tally = await count();
    const at = this.#now();
    this.#kept.set(tenant, { of, at, tookMs: at - begunAt, tally });
    return tally;
  }

  /** Nobody listens to the tenant any more. */
  forget(tenant: TenantId): void {
    this.#kept.delete(tenant);
  }
}

const isDue = ({ of: before, at, tookMs }: Kept, of: string, now: number): boolean =>
  before === of ? now - at >= Math.max(OLD_MS, SHARE_OF_TIME * tookMs) : now - at >= SHARE_OF_CHANGE * tookMs;
