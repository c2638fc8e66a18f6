import type { RunStart } from "../../protocol/begin-run.ts";
import { isCrashLoop } from "../../protocol/end-run.ts";
import { buryLetters, handOver } from "./hand-over.ts";
import type { RunContext } from "./run-context.ts";

/**
 * Before the work of a link whose last runs died: hands over what they could not, for this run may die as well. If they were
 * too many, lets the schedule rest and tells the operators at once; the admins hear of it from the next run that gets so far,
 * unless this one turns out well: they could do nothing.
 */
export const outliveCrashes = async (
  run: RunContext,
  { ghosts, state }: Extract<RunStart, { status: "begun" }>,
): Promise<void> => {
  if (ghosts.length === 0) return;
  const { outbox, deadLetters } = state.ledger;
  if (outbox.length > 0 || deadLetters.length > 0) await handOver(run);
  if (!isCrashLoop(state.link, { ghosts })) return;
  const { ports, protocol, policy, tenantId } = run;
  const loop = { ghosts, now: ports.clock.now(), policy: policy.schedule };
  await ports.ledger.transact(tenantId, protocol.giveUpAfterCrashes(loop));
  const after = await ports.ledger.transact(tenantId, protocol.readLink);
  if (after !== undefined) await buryLetters(run, after);
};
