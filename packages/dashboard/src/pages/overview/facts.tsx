import type { ReactElement } from "react";
import { frequencyWords } from "../../model/frequency-words.ts";
import type { Link } from "../../model/link.ts";
import { age, counted, records } from "../../model/moment-words.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { useNow } from "../../state/use-now.ts";
import { Moment } from "../../ui/moment.tsx";

/** The three numbers that an admin looks for. */
export const Facts = ({ link }: { readonly link: Link }): ReactElement => (
  <dl className="facts">
    <div>
      <dt>Last good sync</dt>
      <dd>
        {link.lastGoodSync === null ? "None yet" : <TwoLines at={link.lastGoodSync} zone={link.timeZone} />}
      </dd>
    </div>
    <div>
      <dt>Next sync</dt>
      <dd>
        <NextSync link={link} />
      </dd>
    </div>
    <div>
      <dt>Waiting</dt>
      <dd>
        <Backlog link={link} />
      </dd>
    </div>
  </dl>
);

const TwoLines = ({ at, zone }: { readonly at: number; readonly zone: string }): ReactElement => (
  <>
    <Moment at={at} zone={zone} as="distance" />
    <small>
      <Moment at={at} zone={zone} as="clock" />
    </small>
  </>
);

const NextSync = ({ link }: { readonly link: Link }): ReactElement => {
  const { polling, timeZone, tenant } = link;
  const now = useNow();
  if (!polling.enabled)
    return (
      <>
        Only by hand
        <small>
          <Anchor href={path.settings(tenant)}>Auto-sync is off</Anchor>
        </small>
      </>
    );
  if (polling.nextPollAt === null) return <>Not planned</>;
  return (
    <>
      {polling.nextPollAt <= now ? (
        "Due now"
      ) : (
        <Moment at={polling.nextPollAt} zone={timeZone} as="distance" />
      )}
      <small>
        <Moment at={polling.nextPollAt} zone={timeZone} as="clock" />
        {` · ${whatIsNext(link)}`}
      </small>
    </>
  );
};

/** A link in error, or one whose schedule rests, is only looked at. */
const whatIsNext = ({ status, polling }: Link): string => {
  if (status === "error" || polling.suspendedAt !== null) return "a look at the sheet";
  if (polling.retryCount > 0) return "another attempt";
  const words = frequencyWords(polling.frequency);
  return words.startsWith("Every") ? words.toLowerCase() : words;
};

const Backlog = ({ link }: { readonly link: Link }): ReactElement => {
  const now = useNow(60_000);
  if (link.records === null) return <>…</>;
  const { waiting, setAside, exported } = link.records;
  const since = waiting > 0 && link.lastGoodSync !== null ? now - link.lastGoodSync : undefined;
  return (
    <>
      {waiting === 0 ? "No records" : records(waiting)}
      <small>
        {setAside === 0 ? (
          since === undefined || since < 3_600_000 ? (
            `${counted(exported)} on the sheet`
          ) : (
            `for up to ${age(since)}`
          )
        ) : (
          <Anchor href={path.setAside(link.tenant)}>{counted(setAside)} set aside</Anchor>
        )}
      </small>
    </>
  );
};
