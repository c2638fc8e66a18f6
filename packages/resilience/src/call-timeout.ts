import type { PortFailure } from "@attendance-export/core";
import { isTaskCancelledError, TimeoutStrategy, timeout } from "cockatiel";

/**
 * Stops waiting after `timeoutMs`. Stops only the waiting: ports take no signal, so the call itself goes on, may still do
 * its work, and its answer goes nowhere. That is why the failure must be an ambiguous one, and why an adapter ends its own
 * requests sooner than this.
 */
export const withTimeout = async <Answer>(
  timeoutMs: number,
  invoke: () => Promise<Answer>,
  unanswered: (cause: unknown) => PortFailure,
): Promise<Answer> => {
  try {
    return await timeout(timeoutMs, TimeoutStrategy.Aggressive).execute(invoke);
  } catch (thrown) {
    throw isTaskCancelledError(thrown) ? unanswered(thrown) : thrown;
  }
};
