import { type ReactElement, useEffect, useState } from "react";
import type { FreshnessState, LinkStanding } from "../../model/link.ts";
import { age, counted, records } from "../../model/moment-words.ts";
import type { OperatorDesk } from "../../port/operator-desk.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { useHome } from "../../state/home-context.tsx";
import { useAnswer } from "../../state/use-answer.ts";
import { Icon } from "../../ui/icon.tsx";
import { Moment } from "../../ui/moment.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { NotAllowed, Trouble } from "../../ui/trouble.tsx";

/** All links are looked at again this often; one costs the server a count of its records. */
const LOOK_EVERY_MS = 10_000;

/** For operators: does every link do what its schedule says, and how old is what waits. */
export const AllLinksPage = (): ReactElement => {
  const { operator } = useHome();
  return (
    <Page
      title="All links"
      lead={<p>How every linked sheet of this installation does by its own schedule.</p>}
    >
      {operator === undefined ? <NotAllowed /> : <Standings operator={operator} />}
    </Page>
  );
};

const Standings = ({ operator }: { readonly operator: OperatorDesk }): ReactElement => {
  // Where each page that was turned to begins: the last one is shown.
  const [starts, setStarts] = useState<readonly (string | undefined)[]>([undefined]);
  const after = starts.at(-1);
  const { answer, failure, isAsking, again } = useAnswer(`links ${after}`, () => operator.standings(after));
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(again, LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [isAsking, again]);
  if (answer === undefined && failure !== undefined) return <Trouble failure={failure} again={again} />;
  if (answer === undefined) return <Skeleton label="Loading all links" heights={[72, 72, 72, 72]} />;
  const { standings, next } = answer;
  if (standings.length === 0 && after === undefined) return <NoLinks />;
  return (
    <>
      <p role="status" className="saving">
        {failure === undefined ? "" : "The server does not answer. You see what was known last."}
      </p>
      <ul className="links">
        {standings.map((standing) => (
          <StandingRow key={standing.link.tenant} standing={standing} />
        ))}
      </ul>
      {starts.length > 1 || next !== undefined ? (
        <nav className="turning" aria-label="Pages of links">
          <button
            type="button"
            className="button"
            disabled={starts.length === 1}
            onClick={() => setStarts(starts.slice(0, -1))}
          >
            <Icon name="back" />
            Previous
          </button>
          <button
            type="button"
            className="button"
            disabled={next === undefined}
            onClick={() => setStarts([...starts, next])}
          >
            Next
            <Icon name="next" />
          </button>
        </nav>
      ) : null}
    </>
  );
};

const words: Readonly<Record<FreshnessState, string>> = {
  fresh: "On time",
  late: "Late",
  waiting: "Not synced yet",
  off: "Manual",
  suspended: "Resting",
  error: "Error",
  unlinked: "Unlinked",
};

const StandingRow = ({ standing }: { readonly standing: LinkStanding }): ReactElement => {
  const { link, freshness, expectedBy, backlogAgeMs } = standing;
  const waiting = link.records?.waiting ?? 0;
  const isOld = freshness === "late" && expectedBy !== null;
  return (
    <li>
      <Anchor className="link-row" href={path.overview(link.tenant)}>
        <span className="link-name">
          {link.tenant}
          <small>{link.accountEmail}</small>
        </span>
        <span className={`badge badge-${freshness}`}>
          <span className="badge-dot" aria-hidden="true" />
          {words[freshness]}
        </span>
        <span className="link-fact">
          <small>Last good sync</small>
          {link.lastGoodSync === null ? "None yet" : <Moment at={link.lastGoodSync} zone={link.timeZone} />}
        </span>
        <span className="link-fact">
          <small>{isOld ? "Was due" : "Next sync"}</small>
          {isOld ? <Moment at={expectedBy} zone={link.timeZone} /> : <NextSync standing={standing} />}
        </span>
        <span className="link-fact">
          <small>Waiting</small>
          {waiting === 0 ? "No records" : records(waiting)}
          {waiting === 0 || backlogAgeMs === null ? "" : `, up to ${age(backlogAgeMs)}`}
          {link.records === null || link.records.setAside === 0
            ? ""
            : ` · ${counted(link.records.setAside)} set aside`}
        </span>
        <Icon name="next" />
      </Anchor>
    </li>
  );
};

const NextSync = ({ standing: { link } }: { readonly standing: LinkStanding }): ReactElement =>
  link.polling.nextPollAt === null || link.status === "unlinked" ? (
    <>–</>
  ) : (
    <Moment at={link.polling.nextPollAt} zone={link.timeZone} />
  );

const NoLinks = (): ReactElement => (
  <Notice icon="sheet" title="No sheet is linked">
    <p>
      Open <code>/tenants/</code> with the name of a tenant to link its sheet, or use{" "}
      <code>attendance-export link</code>.
    </p>
  </Notice>
);
