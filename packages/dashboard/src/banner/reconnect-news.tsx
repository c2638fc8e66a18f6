import type { ReactElement } from "react";
import { isGood, outcomeWords } from "../model/consent-outcome.ts";
import { useReconnect } from "../state/reconnect-context.tsx";

/** How the way to Google and back stands, in words, beside the control that began it. */
export const ReconnectNews = (): ReactElement => {
  const { attempt } = useReconnect();
  return (
    <div role="status" className="reconnect-news">
      {attempt.status === "at-google" ? (
        <p>
          Go on in Google's window. Is there none?{" "}
          <a href={attempt.url}>Go to Google in this window instead.</a>
        </p>
      ) : null}
      {attempt.status === "answered" && !isGood(attempt.outcome) ? (
        <p className="reconnect-refusal">{outcomeWords(attempt.outcome)}</p>
      ) : null}
    </div>
  );
};
