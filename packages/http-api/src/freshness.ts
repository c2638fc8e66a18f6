import { defaultSchedulePolicy, type LinkedSheet, type Tally, type Timetable } from "@attendance-export/core";

/** How a link does by its own schedule. */
export interface Freshness {
  /** `off`, `suspended` and `error` say why nothing is expected; `late` missed a slot; `waiting` never had a good run. */
  readonly state: "fresh" | "late" | "waiting" | "off" | "suspended" | "error" | "unlinked";
  /** A good run is expected by then; null where none is. */
  readonly expectedBy: number | null;
  /** How long the tenant has had a backlog without a good run, at most; null without a backlog or a good run. */
  readonly backlogAgeMs: number | null;
}

/** Records of the backlog that can be exported: those that are set aside wait for an edit, not for a run. */
export const waitingRecords = ({ backlog, quarantined }: Tally): number => backlog - quarantined;

/** A run may take nine minutes, and a slot is spread over ten. */
const GRACE_MS = defaultSchedulePolicy.spreadMs + 10 * 60_000;

export const freshnessOf = (
  link: LinkedSheet,
  tally: Tally,
  { timetable, now }: { readonly timetable: Timetable; readonly now: number },
): Freshness => {
  const { lastSyncTimestamp: lastGood, polling, status } = link;
  const backlogAgeMs = waitingRecords(tally) > 0 && lastGood !== null ? Math.max(0, now - lastGood) : null;
  const nothing = (state: Freshness["state"]): Freshness => ({ state, expectedBy: null, backlogAgeMs });
  if (status !== "active") return nothing(status);
  if (!polling.enabled) return nothing("off");
  if (polling.suspendedAt !== null) return nothing("suspended");
  if (lastGood === null) return nothing("waiting");
  const slot = timetable.next(polling.frequency, link.timeZone, lastGood);
  if (slot === undefined) return nothing("fresh");
  const expectedBy = slot + GRACE_MS;
  return { state: now > expectedBy ? "late" : "fresh", expectedBy, backlogAgeMs };
};
