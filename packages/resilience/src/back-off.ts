import type { Ids } from "@attendance-export/core";
import type { BackOffPolicy } from "./policy.ts";

/**
 * Milliseconds to wait before the n-th retry, from 0: full jitter, and never less than the service asked for. Whether the run
 * has so much time is for the caller to see.
 *
 * Not by cockatiel's own generators: they draw from `Math.random`, know no `retryAfterMs`, and the one with full jitter
 * ignores its exponent.
 */
export const backOffMs = (
  retry: number,
  retryAfterMs: number | undefined,
  { baseMs, capMs }: BackOffPolicy,
  ids: Pick<Ids, "between">,
): number => Math.max(retryAfterMs ?? 0, ids.between(0, Math.min(capMs, baseMs * 2 ** retry)));
