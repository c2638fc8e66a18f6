import { type ReactElement, useId } from "react";
import type { Link } from "../../model/link.ts";
import { dayWords } from "../../model/moment-words.ts";
import type { RunOutcome, RunPage, SyncRun } from "../../model/sync-run.ts";
import { goTo, useAddress } from "../../routing/use-address.ts";
import { useHome } from "../../state/home-context.tsx";
import { useTenant } from "../../state/tenant-context.tsx";
import { type Asked, useAnswer } from "../../state/use-answer.ts";
import { useNow } from "../../state/use-now.ts";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Trouble } from "../../ui/trouble.tsx";
import { RunList } from "./run-list.tsx";
import { withNews } from "./with-news.ts";

interface HistoryPageProps {
  readonly link: Link | undefined;
  /** The newest runs as the feed tells them. */
  readonly newest: readonly SyncRun[] | undefined;
}

const outcomes: readonly { readonly outcome: RunOutcome | undefined; readonly word: string }[] = [
  { outcome: undefined, word: "All" },
  { outcome: "completed", word: "Completed" },
  { outcome: "failed", word: "Failed" },
];

const outcomeIn = (address: URL): RunOutcome | undefined => {
  const text = address.searchParams.get("outcome");
  return outcomes.find(({ outcome }) => outcome === text)?.outcome;
};

/** Every run there was, a page at a time: the window never holds more than one page of ten thousand runs. */
export const HistoryPage = ({ link, newest }: HistoryPageProps): ReactElement => {
  const { tenant } = useTenant();
  const { archive } = useHome();
  const address = useAddress();
  const before = address.searchParams.get("before") ?? undefined;
  const outcome = outcomeIn(address);
  const asked = useAnswer(`${tenant} ${outcome} ${before}`, () =>
    archive.page(tenant, {
      ...(before === undefined ? {} : { before }),
      ...(outcome === undefined ? {} : { outcome }),
    }),
  );
  return (
    <Page title="History" lead={<p>Every attempt to bring the sheet up to date, newest first.</p>}>
      <OutcomeFilter chosen={outcome} />
      <section className="card" aria-label="Runs">
        <Runs asked={asked} zone={link?.timeZone ?? "UTC"} news={before === undefined ? newest : undefined} />
      </section>
      <Turning asked={asked} isNewest={before === undefined} outcome={outcome} />
    </Page>
  );
};

const query = (parts: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return `${location.pathname}${text === "" ? "" : `?${text}`}`;
};

const OutcomeFilter = ({ chosen }: { readonly chosen: RunOutcome | undefined }): ReactElement => {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">Show runs that are</legend>
      {outcomes.map(({ outcome, word }) => (
        <label key={word}>
          <input
            type="radio"
            name={name}
            checked={outcome === chosen}
            onChange={() => goTo(query({ outcome }), { replace: true })}
          />
          <span className="segment">{word}</span>
        </label>
      ))}
    </fieldset>
  );
};

interface RunsProps {
  readonly asked: Asked<RunPage>;
  readonly zone: string;
  readonly news: readonly SyncRun[] | undefined;
}

const Runs = ({ asked, zone, news }: RunsProps): ReactElement => {
  const { tenant } = useTenant();
  const outcome = outcomeIn(useAddress());
  const { answer, failure, again } = asked;
  if (answer === undefined && failure !== undefined) return <Trouble failure={failure} again={again} />;
  if (answer === undefined)
    return <Skeleton label="Loading runs" heights={Array.from({ length: 8 }, () => 52)} />;
  const runs = withNews(answer.runs, news, outcome);
  if (runs.length === 0)
    return (
      <Notice icon="sync" title={outcome === undefined ? "No run yet" : "No such run"}>
        <p>
          {outcome === undefined
            ? "The first run comes by the schedule, or with Sync now."
            : "No run ended like that."}
        </p>
      </Notice>
    );
  return <Days runs={runs} tenant={tenant} zone={zone} />;
};

interface DaysProps {
  readonly runs: readonly SyncRun[];
  readonly tenant: string;
  readonly zone: string;
}

const Days = ({ runs, tenant, zone }: DaysProps): ReactElement => {
  const now = useNow(60_000);
  const days = Map.groupBy(runs, ({ startedAt }) => dayWords(startedAt, now, zone));
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} className="day">
          <h2>{day}</h2>
          <RunList runs={ofDay} tenant={tenant} zone={zone} isOfOneDay />
        </section>
      ))}
    </>
  );
};

interface TurningProps {
  readonly asked: Asked<RunPage>;
  readonly isNewest: boolean;
  readonly outcome: RunOutcome | undefined;
}

const Turning = ({ asked, isNewest, outcome }: TurningProps): ReactElement | null => {
  const next = asked.answer?.next;
  if (isNewest && next === undefined) return null;
  const turn = (before: string | undefined): void => {
    goTo(query({ outcome, before }));
    scrollTo({ top: 0 });
  };
  return (
    <nav className="turning" aria-label="Pages of the history">
      <button type="button" className="button" disabled={isNewest} onClick={() => turn(undefined)}>
        <Icon name="back" />
        Newest
      </button>
      <button
        type="button"
        className="button"
        disabled={next === undefined || asked.isAsking}
        onClick={() => turn(next)}
      >
        Older
        <Icon name="next" />
      </button>
    </nav>
  );
};
