import * as z from "zod/mini";
import type { OperatorDesk, StandingPage } from "../port/operator-desk.ts";
import type { HttpApi } from "./http-api.ts";
import { linkWire, standingOf } from "./wire.ts";

const page = z.object({ links: z.array(linkWire), next: z.nullable(z.string()) });

/** All links of an installation, by the HTTP API. */
export class HttpOperatorDesk implements OperatorDesk {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  async standings(after?: string): Promise<StandingPage> {
    const query = after === undefined ? "" : `?${new URLSearchParams({ after })}`;
    const { links, next } = await this.#api.ask(page, `/api/v1/links${query}`);
    return { standings: links.map(standingOf), next: next ?? undefined };
  }
}
