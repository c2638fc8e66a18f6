import type { ReactElement, ReactNode } from "react";
import type { Link } from "../../model/link.ts";
import { sentenceOfCode } from "../../model/mending.ts";
import { counted, dayAndTime, duration, fullMoment } from "../../model/moment-words.ts";
import type { SyncRun } from "../../model/sync-run.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { useHome } from "../../state/home-context.tsx";
import { useTenant } from "../../state/tenant-context.tsx";
import { useAnswer } from "../../state/use-answer.ts";
import { useNow } from "../../state/use-now.ts";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Trouble } from "../../ui/trouble.tsx";
import { RunOutcomeMark } from "./run-outcome-mark.tsx";
import { triggerWords } from "./trigger-words.ts";

interface RunPageProps {
  readonly runId: string;
  readonly link: Link | undefined;
  readonly newest: readonly SyncRun[] | undefined;
}

/** One run: what it did, how long it took, why it failed, and where its rows are. */
export const RunPage = ({ runId, link, newest }: RunPageProps): ReactElement => {
  const { tenant } = useTenant();
  const { archive } = useHome();
  const live = newest?.find(({ id }) => id === runId);
  const { answer, failure, isAsking, again } = useAnswer(`${tenant} ${runId}`, () =>
    archive.find(tenant, runId),
  );
  const run = answer?.status === "running" || answer === undefined ? (live ?? answer) : answer;
  return (
    <div className="narrow">
      <p className="crumb">
        <Anchor href={path.history(tenant)}>
          <Icon name="back" />
          All runs
        </Anchor>
      </p>
      {run !== undefined ? (
        <RunDetails run={run} link={link} />
      ) : failure !== undefined ? (
        <Page title="Run">
          <Trouble failure={failure} again={again} />
        </Page>
      ) : isAsking ? (
        <Page title="Run">
          <Skeleton label="Loading the run" heights={[320]} />
        </Page>
      ) : (
        <Page title="Run">
          <Notice icon="sync" title="There is no such run">
            <p>The history of {tenant} has no run of this name.</p>
          </Notice>
        </Page>
      )}
    </div>
  );
};

const RunDetails = ({
  run,
  link,
}: {
  readonly run: SyncRun;
  readonly link: Link | undefined;
}): ReactElement => {
  const zone = link?.timeZone ?? "UTC";
  const now = useNow(60_000);
  const pairs: readonly (readonly [name: string, value: ReactNode])[] = [
    ["Why", triggerWords(run.trigger)],
    ["Began", fullMoment(run.startedAt, zone)],
    ["Ended", run.completedAt === null ? "Still at work" : fullMoment(run.completedAt, zone)],
    ["Took", run.durationMs === null ? "–" : duration(run.durationMs)],
    ["Records added", counted(run.added)],
    ["Records set aside", counted(run.setAside)],
    ["Batches", counted(run.batches)],
  ];
  return (
    <Page
      title="Run"
      heading={`Run of ${dayAndTime(run.startedAt, now, zone)}`}
      lead={<RunOutcomeMark outcome={run.status} withWord />}
    >
      {run.errorCode === null ? null : <RunError run={run} code={run.errorCode} />}
      <section className="card" aria-label="What it did">
        <dl className="pairs">
          {pairs.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Run</dt>
            <dd>
              <code>{run.id}</code>
            </dd>
          </div>
        </dl>
        <p className="card-foot">
          <a href={run.sheetUrl} target="_blank" rel="noreferrer">
            See the rows on the sheet <Icon name="external" />
            <span className="visually-hidden"> (opens in a new tab)</span>
          </a>
        </p>
      </section>
    </Page>
  );
};

const RunError = ({ run, code }: { readonly run: SyncRun; readonly code: string }): ReactElement => (
  <section className="card card-bad" aria-labelledby="why-title">
    <h2 id="why-title">Why it failed</h2>
    <p>{sentenceOfCode(code) ?? run.errorMessage}</p>
    <details>
      <summary>Details</summary>
      <p>
        <code>{code}</code>
      </p>
      {run.errorMessage === null ? null : <p className="quiet">{run.errorMessage}</p>}
    </details>
  </section>
);
