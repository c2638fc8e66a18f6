import type { ConsentOutcome } from "../model/consent-outcome.ts";
import type { FinishedConsent } from "../port/consent.ts";

/** Windows of one site hear each other here, even where Google's page has cut a window off from the one that opened it. */
const CHANNEL = "attendance-export.consent";
/** Another window of this machine answers in far less. */
const HEARD_WITHIN_MS = 400;

type Message =
  | { readonly kind: "outcome"; readonly id: string; readonly finished: FinishedConsent }
  | { readonly kind: "heard"; readonly id: string };

/**
 * Waits for the window at Google to come back; the returned function ends the waiting. What came of another tenant's consent
 * is for the window that began it; an answer that names no tenant is for whoever waits.
 */
export const hearOutcome = (tenant: string, listener: (outcome: ConsentOutcome) => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== "outcome" || (data.finished.tenant ?? tenant) !== tenant) return;
    channel.postMessage({ kind: "heard", id: data.id } satisfies Message);
    listener(data.finished.outcome);
  };
  return () => channel.close();
};

/** Tells the window that waits; false where none does, because this one was sent to Google itself. */
export const tellOutcome = (finished: FinishedConsent): Promise<boolean> => {
  const channel = new BroadcastChannel(CHANNEL);
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const answer = (isHeard: boolean): void => {
      clearTimeout(timer);
      channel.close();
      resolve(isHeard);
    };
    const timer = setTimeout(() => answer(false), HEARD_WITHIN_MS);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.kind === "heard" && data.id === id) answer(true);
    };
    channel.postMessage({ kind: "outcome", id, finished } satisfies Message);
  });
};
