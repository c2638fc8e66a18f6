import type { Link } from "./link.ts";
import type { SyncRun } from "./sync-run.ts";

/** The one word for how a link does (seed 003). */
export type Badge = "Active" | "Manual" | "Error" | "Syncing";

/** Syncing stands before everything: it is what happens now, and an error that a run mends is gone after it. */
export const badgeOf = (link: Link, runs: readonly SyncRun[]): Badge => {
  if (isRunning(link, runs)) return "Syncing";
  if (link.status === "error" || link.polling.suspendedAt !== null) return "Error";
  return link.polling.enabled ? "Active" : "Manual";
};

/** Whether a run is at work; the link and the history are told one after the other. */
export const isRunning = ({ running }: Link, runs: readonly SyncRun[]): boolean => {
  const newest = runs[0];
  return newest?.status === "running" || (running !== null && running.runId !== newest?.id);
};
