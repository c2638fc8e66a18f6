import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Ids } from "../ports/ids.ts";
import { slotOffsetMs } from "./schedule.ts";

/**
 * Whether a run that had nothing to export looks at the sheet all the same: Google drops a grant that nobody used for six
 * months, and a tenant without records asks nothing of Google.
 *
 * Once in each stretch of `everyMs`, told by the last good run, so that nothing has to be remembered for it; a look that fails
 * is no good run and is made again. The stretches of each tenant begin at its own time, or all would look on one day.
 */
export const grantWantsUse = (
  ids: Ids,
  { tenantId, lastSyncTimestamp }: Pick<LinkedSheet, "tenantId" | "lastSyncTimestamp">,
  now: EpochMs,
  everyMs: number,
): boolean => {
  // Whoever has just linked or reconnected has used the grant.
  if (lastSyncTimestamp === null) return false;
  const offset = slotOffsetMs(ids, tenantId, everyMs);
  const stretchOf = (at: EpochMs): number => Math.floor((at - offset) / everyMs);
  return stretchOf(lastSyncTimestamp) < stretchOf(now);
};
