import * as z from "zod/mini";
import { consentStatus } from "../model/consent-outcome.ts";
import type { Consent, FinishedConsent } from "../port/consent.ts";
import { type HttpApi, segment } from "./http-api.ts";

const begun = z.object({ url: z.string() });

/** Consent where Google sends the browser back to the server, which says in the page's address what came of it. */
export class RedirectedConsent implements Consent {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  async begin(tenant: string): Promise<string> {
    const path = `/api/v1/links/${segment(tenant)}/consent`;
    const { url } = await this.#api.ask(begun, path, { method: "POST", body: {} });
    return url;
  }

  async finish(answer: URLSearchParams): Promise<FinishedConsent> {
    const [account, code] = [answer.get("account"), answer.get("code")];
    return {
      tenant: answer.get("tenant") ?? undefined,
      outcome: {
        status: consentStatus(answer.get("outcome")),
        ...(account === null ? {} : { account }),
        ...(code === null ? {} : { code }),
      },
    };
  }
}
