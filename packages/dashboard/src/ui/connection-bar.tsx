import { type ReactElement, useEffect, useState } from "react";
import { clockTime } from "../model/moment-words.ts";
import type { Connection } from "../port/link-feed.ts";
import { useNow } from "../state/use-now.ts";
import { Icon } from "./icon.tsx";

/** A server that restarts is back sooner; nobody needs to hear of it. */
const PATIENCE_MS = 2_000;

interface ConnectionBarProps {
  readonly connection: Connection;
  readonly zone: string | undefined;
  readonly retry: () => void;
}

/** Says that what is shown may be old, since when, and what is being done. */
export const ConnectionBar = ({ connection, zone, retry }: ConnectionBarProps): ReactElement => {
  const since = connection.status === "lost" ? connection.since : undefined;
  const isLong = useIsPast(since === undefined ? undefined : since + PATIENCE_MS);
  return (
    <div role="status" className="connection">
      {connection.status === "lost" && isLong ? (
        <div className="connection-bar">
          <Icon name="cloud" />
          <p>
            No connection. You see what was known at {clockTime(connection.since, zone ?? ownZone())}.{" "}
            <span aria-hidden="true">
              <Countdown to={connection.retryAt} />
            </span>
          </p>
          <button type="button" className="button-quiet" onClick={retry}>
            Try now
          </button>
        </div>
      ) : null}
    </div>
  );
};

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const Countdown = ({ to }: { readonly to: number | null }): ReactElement => {
  const now = useNow(1_000);
  const seconds = to === null ? 0 : Math.ceil((to - now) / 1_000);
  return <>{seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again…"}</>;
};

/** Whether a moment has passed; renders again when it does. */
const useIsPast = (moment: number | undefined): boolean => {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    setIsPast(false);
    if (moment === undefined) return;
    const timer = setTimeout(() => setIsPast(true), Math.max(0, moment - Date.now()));
    return () => clearTimeout(timer);
  }, [moment]);
  return isPast;
};
