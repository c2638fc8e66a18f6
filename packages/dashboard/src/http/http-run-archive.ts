import * as z from "zod/mini";
import type { RunPage, SyncRun } from "../model/sync-run.ts";
import { CallFailure } from "../port/call-failure.ts";
import type { RunArchive, RunQuestion, SetAsideRecord } from "../port/run-archive.ts";
import { type HttpApi, segment } from "./http-api.ts";
import { runOf, runWire } from "./wire.ts";

/** As many as a person looks through at once. */
const PAGE = 50;

const page = z.object({ runs: z.array(runWire), next: z.nullable(z.string()) });
const setAside = z.object({
  records: z.array(z.object({ record_id: z.string(), reason: z.string(), since: z.string() })),
});

/** The history, by the HTTP API. */
export class HttpRunArchive implements RunArchive {
  readonly #api: HttpApi;

  constructor(api: HttpApi) {
    this.#api = api;
  }

  async page(tenant: string, { before, outcome }: RunQuestion): Promise<RunPage> {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (before !== undefined) query.set("before", before);
    if (outcome !== undefined) query.set("status", outcome);
    const { runs, next } = await this.#api.ask(page, `/api/v1/links/${segment(tenant)}/runs?${query}`);
    return { runs: runs.map(runOf), next: next ?? undefined };
  }

  async find(tenant: string, runId: string): Promise<SyncRun | undefined> {
    try {
      return runOf(await this.#api.ask(runWire, `/api/v1/links/${segment(tenant)}/runs/${segment(runId)}`));
    } catch (failure) {
      if (failure instanceof CallFailure && failure.trouble === "missing") return undefined;
      throw failure;
    }
  }

  async setAside(tenant: string): Promise<readonly SetAsideRecord[]> {
    const { records } = await this.#api.ask(setAside, `/api/v1/links/${segment(tenant)}/set-aside`);
    return records.map(({ record_id: id, reason, since }) => ({ id, reason, since: Date.parse(since) }));
  }
}
