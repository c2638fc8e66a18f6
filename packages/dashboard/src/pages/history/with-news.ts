import type { RunOutcome, SyncRun } from "../../model/sync-run.ts";

/**
 * The first page of the history with what the feed has told since: new runs on top, and those that ended as they are now. The
 * feed's word is never older than the page's, but for a run that had ended when the page was asked.
 */
export const withNews = (
  page: readonly SyncRun[],
  news: readonly SyncRun[] | undefined,
  outcome: RunOutcome | undefined,
): readonly SyncRun[] => {
  if (news === undefined) return page;
  const told = new Map(news.map((run) => [run.id, run]));
  const known = new Set(page.map(({ id }) => id));
  const newest = page[0]?.startedAt ?? Number.NEGATIVE_INFINITY;
  const added = news.filter(({ id, startedAt }) => !known.has(id) && startedAt >= newest);
  const present = page.map((run) => (run.status === "running" ? (told.get(run.id) ?? run) : run));
  return [...added, ...present].filter(({ status }) => outcome === undefined || status === outcome);
};
