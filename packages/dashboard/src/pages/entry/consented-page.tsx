import { type ReactElement, useEffect, useState } from "react";
import { isGood, outcomeWords } from "../../model/consent-outcome.ts";
import { sentenceOfFailure } from "../../port/call-failure.ts";
import type { Consent, FinishedConsent } from "../../port/consent.ts";
import { Anchor } from "../../routing/anchor.tsx";
import { path } from "../../routing/route.ts";
import { goTo } from "../../routing/use-address.ts";
import { tellOutcome } from "../../state/consent-channel.ts";
import { useHome } from "../../state/home-context.tsx";
import { useSay } from "../../state/toasts.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { EntryFrame } from "./entry-frame.tsx";

interface Ending extends FinishedConsent {
  /** Another window waited for it, and goes on. */
  readonly isHeard: boolean;
}

/** An answer counts once, however often this page is rendered. */
const endings = new Map<string, Promise<Ending>>();

const endingOf = (consent: Consent, search: string): Promise<Ending> => {
  const known = endings.get(search);
  if (known !== undefined) return known;
  const ending = finish(consent, search);
  endings.set(search, ending);
  return ending;
};

const finish = async (consent: Consent, search: string): Promise<Ending> => {
  const finished = await finishOrSay(consent, search);
  const isHeard = await tellOutcome(finished);
  if (isHeard) close();
  return { ...finished, isHeard };
};

const finishOrSay = async (consent: Consent, search: string): Promise<FinishedConsent> => {
  try {
    return await consent.finish(new URLSearchParams(search));
  } catch (failure) {
    return { tenant: undefined, outcome: { status: "no-answer", message: sentenceOfFailure(failure) } };
  }
};

/** Where Google sends the browser back to: in a window of its own, which closes, or in place of the page that began it. */
export const ConsentedPage = (): ReactElement => {
  const { consent } = useHome();
  const say = useSay();
  const [ending, setEnding] = useState<Ending>();
  useEffect(() => {
    const { search } = location;
    void endingOf(consent, search).then((ended) => {
      // The address holds Google's code or state, which belong in no history.
      history.replaceState(null, "", location.pathname);
      setEnding(ended);
      if (ended.isHeard || !isGood(ended.outcome)) return;
      say(outcomeWords(ended.outcome));
      goTo(homeOf(ended.tenant), { replace: true });
    });
  }, [consent, say]);
  if (ending === undefined)
    return (
      <main className="entry">
        <Skeleton label="Checking the answer of Google" heights={[320]} />
      </main>
    );
  const { outcome, isHeard, tenant } = ending;
  if (isHeard)
    return (
      <EntryFrame title="Done" lead={<p>You can close this window and go on in the other one.</p>}>
        <button type="button" className="button" onClick={() => close()}>
          Close this window
        </button>
      </EntryFrame>
    );
  return (
    <EntryFrame
      title={isGood(outcome) ? "Connected again" : "Not connected"}
      lead={<p role="alert">{outcomeWords(outcome)}</p>}
    >
      <Anchor className="button button-main" href={homeOf(tenant)}>
        Back to the overview
      </Anchor>
    </EntryFrame>
  );
};

const homeOf = (tenant: string | undefined): string => (tenant === undefined ? "/" : path.overview(tenant));
