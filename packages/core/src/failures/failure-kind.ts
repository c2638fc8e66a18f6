/**
 * What a failure means for the next step.
 *
 * - `transient`: nothing was done; the same call may succeed later.
 * - `ambiguous`: it may or may not have been done; repeating is safe only where the port says so.
 * - `permanent`: the same call will fail again until somebody acts.
 */
export type FailureClass = "transient" | "ambiguous" | "permanent";

/** Who can mend it. Only `link` flags a link; only `link` and `record` count towards switching its schedule off. */
export type Blame = "link" | "provider" | "operator" | "record";

/** When the same call may be made again. `later` leaves it to the next run. */
export type RetryWhen = "in-run" | "later" | "never";

export interface FailureKind {
  readonly class: FailureClass;
  readonly blame: Blame;
  readonly retry: RetryWhen;
  /** Look a second time before condemning: these were seen to pass by themselves. */
  readonly secondOpinion: boolean;
  /** A cheap read can tell whether it is mended; otherwise only the next write can. */
  readonly seenByProbe: boolean;
  /** One sentence for the admin: what happened, what to click. */
  readonly admin: string;
  /** What it is and what to do, for the operator. */
  readonly operator: string;
}

/** What admins read while Google is at fault. */
export const WAITING =
  "Google Sheets is not answering as usual. Nothing is lost; the export goes on by itself.";
/** What admins read while something of ours does not answer. */
export const OURS_FOR_NOW =
  "The export is held up by a short problem on our side. Nothing is lost; it goes on by itself.";
const OURS = "The export has a technical problem on our side. Nothing is lost; our team has been told.";

type Nature = Pick<FailureKind, "class" | "blame" | "retry">;

/** A kind of failure that fits none of the others. */
export const kind = (
  nature: Nature,
  admin: string,
  operator: string,
  marks: Partial<FailureKind> = {},
): FailureKind => ({
  ...nature,
  admin,
  operator,
  secondOpinion: false,
  seenByProbe: false,
  ...marks,
});

/** Everybody meets it, and it passes by itself. */
export const provider = (
  failureClass: "transient" | "ambiguous",
  retry: RetryWhen,
  admin: string,
  operator: string,
): FailureKind => kind({ class: failureClass, blame: "provider", retry }, admin, operator);

/** Only the link's own people can mend it. A read can tell when they have, unless it is said otherwise. */
export const link = (
  admin: string,
  operator: string,
  marks: Partial<FailureKind> = { seenByProbe: true },
): FailureKind => kind({ class: "permanent", blame: "link", retry: "never" }, admin, operator, marks);

/** Our own set-up or our own defect. */
export const ours = (operator: string): FailureKind =>
  kind({ class: "permanent", blame: "operator", retry: "later" }, OURS, operator);

/** Something in the records themselves. */
export const record = (admin: string, operator: string): FailureKind =>
  kind({ class: "permanent", blame: "record", retry: "never" }, admin, operator);

/** Seen to pass by itself. */
export const DOUBTFUL = { secondOpinion: true, seenByProbe: true };
/** Only a write can tell. */
export const BLIND = { seenByProbe: false };
