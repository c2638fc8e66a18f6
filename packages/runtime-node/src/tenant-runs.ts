import {
  type RunId,
  type RunReport,
  type RunRequest,
  releaseLease,
  type TenantId,
} from "@attendance-export/core";
import type { Installation } from "./installation.ts";
import { isOfDeadProcess, runIdOfThisProcess } from "./run-owner.ts";

/** The runs of this process: named after it, and waiting for no process that has died. */
export class TenantRuns {
  readonly #installation: Installation;
  readonly #running = new Set<RunId>();

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  /** An id for a run to come, for callers that have to know it beforehand. */
  freshId(): RunId {
    return runIdOfThisProcess(this.#installation.ids.fresh());
  }

  /** One run. Rejects with a `PortFailure` only where the store itself fails. */
  async run({ runId = this.freshId(), ...request }: RunRequest): Promise<RunReport> {
    this.#running.add(runId);
    try {
      return await this.#installation.exportAttendance().execute({ ...request, runId });
    } finally {
      this.#running.delete(runId);
    }
  }

  /**
   * A process that was killed left its lease behind; its batch is taken up like any other open one. True if there was such
   * a lease.
   */
  async releaseDeadLease(tenantId: TenantId): Promise<boolean> {
    const { links, ledger, clock } = this.#installation;
    const owner = (await links.load(tenantId))?.ledger.lease?.owner;
    if (owner === undefined || !isOfDeadProcess(owner, (id) => this.#running.has(id))) return false;
    await ledger.transact(tenantId, releaseLease(owner, clock.now()));
    return true;
  }
}
