import type { RunId, TenantId } from "../model/ids.ts";
import { InvalidInput } from "../model/invalid-input.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { RunPage, SyncRunLog } from "../ports/sync-run-log.ts";

/** As many as the API shows without being asked (seed 004). */
const USUAL = 20;
const MOST = 10_000;

/** Shows what runs did, newest first. */
export class ReadSyncHistory {
  readonly #runs: SyncRunLog;

  constructor({ runs }: { readonly runs: SyncRunLog }) {
    this.#runs = runs;
  }

  async execute(tenantId: TenantId, page: RunPage = { limit: USUAL }): Promise<readonly SyncRun[]> {
    const { limit } = page;
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
      throw new InvalidInput("limit", limit, `a whole number from 1 to ${MOST}`);
    return this.#runs.recent(tenantId, page);
  }

  /** Undefined where the tenant has no such run. */
  async find(tenantId: TenantId, runId: RunId): Promise<SyncRun | undefined> {
    return this.#runs.find(tenantId, runId);
  }
}
