import assert from "node:assert/strict";
import type { Clock } from "@attendance-export/core";
import { vi } from "vitest";

/** Reads whatever time it is: vitest's, which cockatiel's timers and `Date.now` obey as well. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** No test of this package has more timers than this ahead of it. */
const MAX_TIMERS = 10_000;

/** Lets virtual time run, timer by timer, until the promise is settled. */
export const outcomeOf = async <Answer>(promise: Promise<Answer>): Promise<PromiseSettledResult<Answer>> => {
  let outcome: PromiseSettledResult<Answer> | undefined;
  const observed = Promise.allSettled([promise]).then(([settled]) => {
    outcome = settled;
  });
  for (let timers = 0; ; timers += 1) {
    // What needs no time must not be given any.
    await vi.advanceTimersByTimeAsync(0);
    if (outcome !== undefined) break;
    assert.ok(timers < MAX_TIMERS, "the promise never settles");
    await vi.advanceTimersToNextTimerAsync();
  }
  await observed;
  return outcome;
};

/** What the promise rejects with, in virtual time. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const outcome = await outcomeOf(promise);
  assert.equal(outcome.status, "rejected", "it should have been rejected");
  return outcome.reason;
};
