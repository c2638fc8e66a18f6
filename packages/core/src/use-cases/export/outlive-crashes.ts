import type { RunStart } from "../../protocol/begin-run.ts";
import { isCrashLoop } from "../../protocol/end-run.ts";
import { buryLetters } from "./hand-over.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Before the work of a link whose last runs all died: lets the schedule rest if they were too many, and tells the operators
 * now, for this run may die as well. Its admins hear of it once the run is over, if it was no good: they could do nothing.
 */
export const outliveCrashes = async (
  run: RunContext,
  { ghosts, state }: Extract<RunStart, { status: "begun" }>,
): Promise<void> => {
  if (!isCrashLoop(state.link, { ghosts })) return;
  const { ports, protocol, policy, tenantId } = run;
  const loop = { ghosts, now: ports.clock.now(), policy: policy.schedule };
  await ports.ledger.transact(tenantId, protocol.giveUpAfterCrashes(loop));
  const after = await ports.ledger.transact(tenantId, protocol.readLink);
  if (after !== undefined) await buryLetters(run, after);
};
