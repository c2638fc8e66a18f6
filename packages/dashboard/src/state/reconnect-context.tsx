import {
  createContext,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import { type ConsentOutcome, isGood, outcomeWords } from "../model/consent-outcome.ts";
import { sentenceOfFailure } from "../port/call-failure.ts";
import { path } from "../routing/route.ts";
import { goTo } from "../routing/use-address.ts";
import { hearOutcome } from "./consent-channel.ts";
import { useHome } from "./home-context.tsx";
import { useTenant } from "./tenant-context.tsx";
import { useSay } from "./toasts.tsx";

/** Where the way to Google and back stands. */
type Attempt =
  | { readonly status: "idle" }
  | { readonly status: "asking" }
  | { readonly status: "at-google"; readonly url: string }
  | { readonly status: "answered"; readonly outcome: ConsentOutcome };

export interface Reconnect {
  readonly attempt: Attempt;
  /** Begins a reconnect. Must be called from within a click, or the browser opens no window. */
  readonly begin: () => void;
  /** Sends the person to Google for something else that needs consent; `ask` gives the address. */
  readonly send: (ask: () => Promise<string | undefined>) => Promise<void>;
}

const ReconnectContext = createContext<Reconnect | undefined>(undefined);

/** The one reconnect of a tenant's page, whichever control began it. */
export const useReconnect = (): Reconnect => {
  const reconnect = useContext(ReconnectContext);
  if (reconnect === undefined) throw new Error("There is nothing to reconnect on this page.");
  return reconnect;
};

export const ReconnectProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const { consent } = useHome();
  const { tenant, retry } = useTenant();
  const say = useSay();
  const [attempt, setAttempt] = useState<Attempt>({ status: "idle" });
  const isAway = attempt.status === "at-google";
  useEffect(() => {
    if (!isAway) return;
    return hearOutcome(tenant, (outcome) => {
      setAttempt({ status: "answered", outcome });
      if (!isGood(outcome)) return;
      say(outcomeWords(outcome));
      // A tenant without a link is looked at only now and then.
      retry();
      if (outcome.status === "linked") goTo(path.overview(tenant));
    });
  }, [isAway, say, retry, tenant]);
  const send = useCallback<Reconnect["send"]>(
    async (ask) => {
      const popup = openPopup();
      setAttempt({ status: "asking" });
      try {
        const url = await ask();
        if (url === undefined) {
          popup?.close();
          return setAttempt({ status: "idle" });
        }
        if (popup === null) return location.assign(url);
        popup.location.replace(url);
        setAttempt({ status: "at-google", url });
      } catch (failure) {
        popup?.close();
        setAttempt({ status: "idle" });
        say(sentenceOfFailure(failure), "bad");
      }
    },
    [say],
  );
  const begin = useCallback(() => void send(() => consent.begin(tenant)), [send, consent, tenant]);
  const reconnect = useMemo(() => ({ attempt, begin, send }), [attempt, begin, send]);
  return <ReconnectContext value={reconnect}>{children}</ReconnectContext>;
};

const ROOMY = "(min-width: 48rem) and (pointer: fine)";

/** A window for Google's page beside this one; null on small screens, or where the browser opens none: then this page goes itself. */
const openPopup = (): Window | null => {
  if (!matchMedia(ROOMY).matches) return null;
  const popup = open("", "attendance-export-consent", "popup,width=540,height=720");
  if (popup !== null) popup.document.body.textContent = "Opening Google…";
  return popup;
};
