import * as z from "zod/mini";
import type { Link, PollingSettings } from "../model/link.ts";
import { CallFailure } from "../port/call-failure.ts";
import type { LinkAnswer, LinkDesk, SheetChoice, SyncAnswer } from "../port/link-desk.ts";
import { type HttpApi, segment } from "./http-api.ts";
import { linkOf, linkWire, runOf, runWire } from "./wire.ts";

const syncAnswer = z.union([
  z.object({ sync_run: runWire }),
  z.object({ run_id: z.string(), status: z.literal("running") }),
]);
const consentAnswer = z.object({ url: z.string() });

/** A server of functions answers only once the run is over, for at most nearly a minute. */
const SYNC_PATIENCE_MS = 75_000;

/** What an admin may do, by the HTTP API. */
export class HttpLinkDesk implements LinkDesk {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  async syncNow(tenant: string): Promise<SyncAnswer> {
    const request = { method: "POST", body: { tenant }, patienceMs: SYNC_PATIENCE_MS } as const;
    const answer = await this.#api.ask(syncAnswer, "/api/sync", request);
    if ("sync_run" in answer) return { status: "over", run: runOf(answer.sync_run) };
    return { status: "running", runId: answer.run_id };
  }

  async configure(tenant: string, settings: PollingSettings): Promise<Link> {
    const path = `/api/v1/links/${segment(tenant)}`;
    return linkOf(await this.#api.ask(linkWire, path, { method: "PATCH", body: settings }));
  }

  async link(tenant: string, choice: SheetChoice): Promise<LinkAnswer> {
    const sheet = "url" in choice ? { url: choice.url } : { create: { title: choice.title } };
    const path = `/api/v1/links/${segment(tenant)}`;
    try {
      const link = await this.#api.ask(linkWire, `${path}/sheet`, { method: "POST", body: sheet });
      return { status: "linked", link: linkOf(link) };
    } catch (failure) {
      if (!(failure instanceof CallFailure && failure.code === "consent-needed")) throw failure;
    }
    // Google's consent comes first; the server remembers what was chosen, and links it once Google has answered.
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const body = { sheet, timeZone };
    const { url } = await this.#api.ask(consentAnswer, `${path}/consent`, { method: "POST", body });
    return { status: "consent", url };
  }
}
