import type { FailureCode } from "../failures/failure-table.ts";
import { failureKind } from "../failures/failure-table.ts";
import type { LinkState, Notice } from "../model/linked-sheet.ts";
import type { EpochMs } from "../model/time.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { changed, onLink, unchanged } from "./transition.ts";

export interface LinkFailure {
  readonly code: FailureCode;
  /** The version of the grant that met the failure. */
  readonly grantVersion: number;
  readonly now: EpochMs;
}

/**
 * Flags the link and puts the notice for its admins into the outbox, in one change: a crash before the push loses no notice.
 * Only if the grant that failed is still the one in force: a late 401 from before a reconnect says nothing about today.
 * One notice an incident: a link that looked healed and fails again before its next good run is the same incident.
 */
export const flagLink = ({ code, grantVersion, now }: LinkFailure): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.grantVersion !== grantVersion || link.status !== "active") return unchanged(state);
    const incident = link.incident ?? { openedAt: now, notifiedAt: null, remindersSent: 0 };
    const untold = incident.notifiedAt === null && !ledger.outbox.some(tellsFailure);
    const notice: Notice = {
      id: `${link.linkId}-${incident.openedAt}-failed`,
      kind: "link-failed",
      code,
      at: now,
    };
    const after: LinkState = {
      link: { ...link, status: "error", errorCode: code, errorDetails: failureKind(code).admin, incident },
      ledger: untold ? { ...ledger, outbox: [...ledger.outbox, notice] } : ledger,
    };
    return changed(state, after, after);
  });

/** A look at the sheet went well: work may begin again. The incident lasts until a run is good. */
export const trustLink = ({
  grantVersion,
}: Pick<LinkFailure, "grantVersion">): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.status !== "error" || link.grantVersion !== grantVersion) return unchanged(state);
    const after = {
      link: { ...link, ...working },
      ledger: { ...ledger, outbox: withoutFailure(ledger.outbox) },
    };
    return changed(state, after, after);
  });

/** Something was written, or there was nothing left to write: the episode is over, and admins who were told of it hear that. */
export const closeIncident = (now: EpochMs): Transition<LinkState | undefined> =>
  onLink<LinkState | undefined>((state) => {
    const { link, ledger } = state;
    if (link.status === "unlinked" || (link.status === "active" && link.incident === null))
      return unchanged(state);
    const told = link.incident !== null && link.incident.notifiedAt !== null;
    const allClear: readonly Notice[] = told
      ? [{ id: `${link.linkId}-${link.incident?.openedAt}-healed`, kind: "link-healed", code: null, at: now }]
      : [];
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
const withoutFailure = (outbox: readonly Notice[]): readonly Notice[] =>
  outbox.filter((notice) => !tellsFailure(notice));

/** Crosses a delivered notice off. */
export const acknowledgeNotice = (id: string, now: EpochMs): Transition<void> =>
  onLink<void>(({ link, ledger }) => {
    const outbox = ledger.outbox.filter((notice) => notice.id !== id);
    if (outbox.length === ledger.outbox.length) return unchanged(undefined);
    const incident =
      link.incident === null ? null : { ...link.incident, notifiedAt: link.incident.notifiedAt ?? now };
    return changed({ link, ledger }, { link: { incident }, ledger: { outbox } }, undefined);
  });
