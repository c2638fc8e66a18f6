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
  /** Names this process where it asks for runs; of the form of a run's id, so that others can see whether it still lives. */
  readonly name: RunId;

  constructor(installation: Installation) {
    this.#installation = installation;
    this.name = this.freshId();
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
   * What a process that was killed left behind: a run with its lease, whose batch is taken up like any other open one, or a
   * request that died in its memory. The lease is taken from it.
   */
  async releaseDead(tenantId: TenantId): Promise<"run" | "request" | undefined> {
    const { links, ledger, clock } = this.#installation;
    const { lease, askedBy } = (await links.load(tenantId))?.ledger ?? {};
    if (lease != null && this.#isDead(lease.owner)) {
      await ledger.transact(tenantId, releaseLease(lease.owner, clock.now()));
      return "run";
    }
    return askedBy != null && this.#isDead(askedBy) ? "request" : undefined;
  }

  #isDead(id: RunId): boolean {
    return isOfDeadProcess(id, (other) => other === this.name || this.#running.has(other));
  }
}
