import type { ReactElement } from "react";
import { badgeOf, isRunning } from "../../model/badge.ts";
import type { Link } from "../../model/link.ts";
import type { SyncRun } from "../../model/sync-run.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { RunList } from "../history/run-list.tsx";
import { Facts } from "./facts.tsx";
import { RunChart } from "./run-chart.tsx";
import { RunProgress } from "./run-progress.tsx";
import { SheetCard } from "./sheet-card.tsx";
import { standingWords } from "./standing-words.ts";
import { SyncButton } from "./sync-button.tsx";

const LATEST = 5;

interface OverviewPageProps {
  readonly link: Link;
  readonly runs: readonly SyncRun[] | undefined;
}

/** Whether the sheet is complete, when it was and will be, and what happened last. */
export const OverviewPage = ({ link, runs }: OverviewPageProps): ReactElement => {
  const { headline, sentence } = standingWords(link, runs ?? []);
  const isAtWork = isRunning(link, runs ?? []);
  return (
    <div className="overview">
      <div className="hero">
        <div className="hero-words">
          <StatusBadge badge={badgeOf(link, runs ?? [])} />
          <Page title="Overview" heading={headline} lead={<p>{sentence}</p>} />
        </div>
        <SyncButton className={link.status === "error" ? "button" : "button button-main"} />
        <div className="hero-progress">{isAtWork ? <RunProgress link={link} runs={runs ?? []} /> : null}</div>
      </div>
      <Facts link={link} />
      <div className="overview-columns">
        <LatestRuns link={link} runs={runs} />
        <SheetCard link={link} />
      </div>
    </div>
  );
};

const LatestRuns = ({ link, runs }: OverviewPageProps): ReactElement => (
  <section className="card" aria-labelledby="latest-title">
    <header className="card-head">
      <h2 id="latest-title">Latest runs</h2>
      <Anchor href={path.history(link.tenant)}>All runs</Anchor>
    </header>
    {runs === undefined ? (
      <Skeleton label="Loading runs" heights={[150, 52, 52, 52, 52, 52]} />
    ) : runs.length === 0 ? (
      <p className="quiet">No run yet. The first one comes by the schedule, or with Sync now.</p>
    ) : (
      <>
        <RunChart runs={runs} zone={link.timeZone} />
        <RunList runs={runs.slice(0, LATEST)} tenant={link.tenant} zone={link.timeZone} />
      </>
    )}
  </section>
);
