import type { Clock, DispatchDueExports, DispatchReport } from "@attendance-export/core";

/** A round asks for as many runs as Google's quota takes in a minute, so the next one begins a minute later. */
const ROUND_MS = 60_000;
/** The last one begins after six minutes, and has three left of the function's nine. */
const MAX_ROUNDS = 7;

/** Dispatches while more is due; what is left after the last round is the next dispatcher's, oldest first. */
export const dispatchRounds = async (
  newDispatch: () => Pick<DispatchDueExports, "execute">,
  clock: Clock,
): Promise<DispatchReport> => {
  let total: DispatchReport = { asked: 0, passedOver: 0, failed: [], more: true };
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const startedAt = clock.now();
    const { asked, passedOver, failed, more } = await newDispatch().execute();
    total = {
      asked: total.asked + asked,
      passedOver: total.passedOver + passedOver,
      failed: [...total.failed, ...failed],
      more,
    };
    if (!more) break;
    if (round < MAX_ROUNDS) await clock.sleep(startedAt + ROUND_MS - clock.now());
  }
  return total;
};
