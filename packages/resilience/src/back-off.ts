import type { Ids } from "@attendance-export/core";
import type { BackOffPolicy } from "./policy.ts";

/**
 * Milliseconds to wait before the n-th retry, from 0; undefined if the service asks for more than a run should sit out.
 *
 * Full jitter, as not cockatiel's own generators: those draw from `Math.random`, know no `retryAfterMs`, and the full
 * jitter ignores its exponent.
 */
export const backOffMs = (
  retry: number,
  retryAfterMs: number | undefined,
  { baseMs, capMs, longestWaitMs }: BackOffPolicy,
  ids: Pick<Ids, "between">,
): number | undefined => {
  const jittered = ids.between(0, Math.min(capMs, baseMs * 2 ** retry));
  const wait = Math.max(retryAfterMs ?? 0, jittered);
  // Also a guard for the timer: Node fires one above 2^31 ms at once.
  return wait <= longestWaitMs ? wait : undefined;
};
