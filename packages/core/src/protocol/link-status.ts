import type { FailureCode } from "../failures/failure-table.ts";
import { failureKind } from "../failures/failure-table.ts";
import type { RunId } from "../model/ids.ts";
import type { Incident, LinkedSheet, LinkState, Notice } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { changed, onLink, unchanged } from "./transition.ts";

export interface LinkFailure {
  readonly code: FailureCode;
  readonly runId: RunId;
  /** The version of the grant that met the failure. */
  readonly grantVersion: number;
  readonly now: EpochMs;
}

/**
 * Flags the link and puts the notice for its admins into the outbox, in one change: a crash before the push loses no notice.
 * Only by the run that has the link, and only if the grant that failed is still the one in force: a failure from before
 * another run took over, or from before a reconnect, says nothing about today.
 * One notice an incident: a link that looked healed and fails again before its next good run is the same incident.
 * A link that is in error already and fails otherwise now says what is to be done now.
 */
export const flagLink = ({
  code,
  runId,
  grantVersion,
  now,
}: LinkFailure): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    const isStale = link.grantVersion !== grantVersion || ledger.lease?.owner !== runId;
    if (isStale || link.status === "unlinked" || link.errorCode === code) return unchanged(state);
    const incident = link.incident ?? {
      openedAt: now,
      notifiedAt: null,
      instructed: false,
      remindersSent: 0,
    };
    const failed = {
      ...link,
      status: "error",
      errorCode: code,
      errorDetails: failureKind(code).admin,
    } as const;
    const outbox = withFailure(ledger.outbox, { ...failed, incident }, now);
    const after: LinkState = { link: { ...failed, incident }, ledger: { ...ledger, outbox } };
    return changed(state, after, after);
  });

/** The outbox with what admins must hear of the failure: in its newest form, unless they have heard of the incident. */
const withFailure = (
  outbox: readonly Notice[],
  { linkId, incident, errorCode }: LinkedSheet & { readonly incident: Incident },
  now: EpochMs,
): readonly Notice[] => {
  const id = `${incidentId(linkId, incident)}-failed`;
  if (outbox.some((notice) => notice.id === id))
    return outbox.map((notice) => (notice.id === id ? { ...notice, code: errorCode } : notice));
  // That the schedule rests is no instruction, so it does not stand for this one.
  return incident.instructed ? outbox : [...outbox, { id, kind: "link-failed", code: errorCode, at: now }];
};

const incidentId = (linkId: string, { openedAt }: Incident): string => `${linkId}-${openedAt}`;

/** Good news of a run. It counts only while the link is that run's: a late one must not heal a link that was flagged since. */
export interface GoodNews {
  readonly runId: RunId;
  readonly now: EpochMs;
}

/** A look at the sheet went well: work may begin again. The incident lasts until a run is good. */
export const trustLink = ({
  runId,
  grantVersion,
}: Pick<GoodNews, "runId"> & Pick<LinkFailure, "grantVersion">): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.status !== "error" || link.grantVersion !== grantVersion || ledger.lease?.owner !== runId)
      return unchanged(state);
    const after = {
      link: { ...link, ...working },
      ledger: { ...ledger, outbox: withoutFailure(ledger.outbox) },
    };
    return changed(state, after, after);
  });

/** Something was written, or there was nothing left to write: the episode is over, and admins who were told of it hear that. */
export const closeIncident = ({ runId, now }: GoodNews): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    const { incident } = link;
    const well = link.status === "active" && incident === null;
    if (well || link.status === "unlinked" || ledger.lease?.owner !== runId) return unchanged(state);
    const allClear: readonly Notice[] =
      incident === null || incident.notifiedAt === null
        ? []
        : [{ id: `${incidentId(link.linkId, incident)}-healed`, kind: "link-healed", code: null, at: now }];
    const after = {
      link: { ...link, ...working, incident: null },
      ledger: { ...ledger, outbox: [...withoutFailure(ledger.outbox), ...allClear] },
    };
    return changed(state, after, after);
  });

const working = { status: "active", errorCode: null, errorDetails: null } as const;

const TELLS_FAILURE: readonly Notice["kind"][] = ["link-failed", "reminder", "polling-suspended"];

const tellsFailure = ({ kind }: Notice): boolean => TELLS_FAILURE.includes(kind);

/** What was never handed over and has become untrue. */
export const withoutFailure = (outbox: readonly Notice[]): readonly Notice[] =>
  outbox.filter((notice) => !tellsFailure(notice));

/** Crosses a delivered notice off. Only one that tells of the present incident says that admins have heard of it. */
export const acknowledgeNotice = (id: string, now: EpochMs): Transition<void> =>
  onLink<void>(({ link, ledger }) => {
    const delivered = ledger.outbox.find((notice) => notice.id === id);
    if (delivered === undefined) return unchanged(undefined);
    const outbox = ledger.outbox.filter((notice) => notice.id !== id);
    const { incident } = link;
    const tells =
      incident !== null && tellsFailure(delivered) && id.startsWith(`${incidentId(link.linkId, incident)}-`);
    const heard = tells ? afterHearing(incident, delivered, now) : incident;
    return changed({ link, ledger }, { link: { incident: heard }, ledger: { outbox } }, undefined);
  });

const afterHearing = (incident: Incident, { kind }: Notice, now: EpochMs): Incident => ({
  ...incident,
  notifiedAt: incident.notifiedAt ?? now,
  instructed: incident.instructed || kind === "link-failed",
});
