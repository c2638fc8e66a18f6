import { FirebaseError } from "firebase/app";
import { type Functions, httpsCallable } from "firebase/functions";
import { type ConsentOutcome, consentStatus } from "../model/consent-outcome.ts";
import { CallFailure } from "../port/call-failure.ts";
import type { Consent, FinishedConsent } from "../port/consent.ts";

interface Saved {
  readonly success: true;
  readonly accountEmail: string;
  readonly outcome?: string;
}

interface Refusal {
  readonly reason?: string;
  readonly accountEmail?: string;
  readonly code?: string;
}

/** Consent where Google sends the browser back to the page, which hands the answer to a function (seed 001, steps 9 and 10). */
export class CallableConsent implements Consent {
  readonly #functions: Functions;

  constructor(functions: Functions) {
    this.#functions = functions;
  }

  async begin(): Promise<string> {
    try {
      const start = httpsCallable<object, { url: string }>(this.#functions, "startGoogleConsent");
      return (await start({})).data.url;
    } catch (cause) {
      throw new CallFailure("away", messageOf(cause), { cause });
    }
  }

  async finish(answer: URLSearchParams): Promise<FinishedConsent> {
    const save = httpsCallable<object, Saved>(this.#functions, "saveNewGoogleToken");
    const [code, error] = [answer.get("code"), answer.get("error")];
    try {
      const { data } = await save({
        state: answer.get("state") ?? "",
        ...(code === null ? {} : { authCode: code }),
        ...(error === null ? {} : { error }),
      });
      const status = data.outcome === "linked" ? "linked" : "reconnected";
      return { tenant: undefined, outcome: { status, account: data.accountEmail } };
    } catch (cause) {
      return { tenant: undefined, outcome: refusalOf(cause) };
    }
  }
}

/** The function says why; what it does not say, such as that it could not be reached, leaves everything open. */
const refusalOf = (cause: unknown): ConsentOutcome => {
  const details = (cause instanceof FirebaseError && "details" in cause ? cause.details : undefined) as
    | Refusal
    | undefined;
  return {
    status: consentStatus(details?.reason),
    message: messageOf(cause),
    ...(details?.accountEmail === undefined ? {} : { account: details.accountEmail }),
    ...(details?.code === undefined ? {} : { code: details.code }),
  };
};

/** The functions write their messages for admins; what comes from below them is no sentence. */
const messageOf = (cause: unknown): string =>
  cause instanceof FirebaseError && /\s/.test(cause.message)
    ? cause.message
    : "The server does not answer. Try again in a moment.";
