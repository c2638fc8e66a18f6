import { isRunning } from "../../model/badge.ts";
import type { Link } from "../../model/link.ts";
import { sentenceOfCode } from "../../model/mending.ts";
import { records } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";

/** How a link does, in a headline and a sentence. */
export interface StandingWords {
  readonly headline: string;
  readonly sentence: string;
}

/** What an admin wants to know first: is the sheet complete, and if not, who does what. */
export const standingWords = (link: Link, runs: readonly SyncRun[]): StandingWords => {
  const waiting = link.records?.waiting ?? 0;
  const verb = waiting === 1 ? "waits" : "wait";
  if (isRunning(link, runs))
    return {
      headline: "Syncing now",
      sentence: waiting === 0 ? "The sheet is being brought up to date." : `${records(waiting)} to go.`,
    };
  if (link.status === "error")
    return {
      headline: "The export waits for you",
      sentence:
        waiting === 0
          ? "Nothing is lost. New records wait until this is mended, then go onto the sheet by themselves."
          : `Nothing is lost. ${records(waiting)} ${verb} until this is mended, then ${waiting === 1 ? "goes" : "go"} onto the sheet by ${waiting === 1 ? "itself" : "themselves"}.`,
    };
  if (link.lastSyncStatus === "Failed" && link.polling.retryCount > 0)
    return {
      headline: "The last sync did not work",
      sentence: sentenceOfCode(runs[0]?.errorCode ?? null) ?? "It is tried again by itself. Nothing is lost.",
    };
  if (link.polling.suspendedAt !== null)
    return {
      headline: waiting === 0 ? "Auto-sync rests" : `${records(waiting)} ${verb} for you`,
      sentence: "Click Sync now to try once, or resume auto-sync.",
    };
  if (link.lastGoodSync === null) return { headline: "Linked", sentence: "The first sync is on its way." };
  if (waiting === 0) return { headline: "The sheet is up to date", sentence: upToDate(link) };
  if (!link.polling.enabled)
    return {
      headline: `${records(waiting)} ${verb} for you`,
      sentence: "Auto-sync is off: click Sync now, or switch it on in Settings.",
    };
  return {
    headline: `${records(waiting)} ${verb} for the next sync`,
    sentence: "They go onto the sheet by themselves.",
  };
};

const upToDate = ({ polling }: Link): string =>
  polling.enabled
    ? "Every approved record is on it."
    : "Every approved record is on it. Auto-sync is off, so new ones wait for Sync now.";
