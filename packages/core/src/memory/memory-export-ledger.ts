import type { ClosedBatch, FrozenRow } from "../model/batch.ts";
import type { TenantId } from "../model/ids.ts";
import type { ExportLedger, Step, Transition } from "../ports/export-ledger.ts";
import type { MemoryDatabase, MemoryTenant } from "./memory-database.ts";

export interface MemoryExportLedgerOptions {
  /**
   * Runs each transition three times for one call, as Firestore may: for an attempt that is thrown away, for one that is
   * committed, and once more on its own result, as after a commit whose answer was lost.
   */
  readonly rerunTransitions?: boolean;
}

/** The memory of the protocol, kept in memory. */
export class MemoryExportLedger implements ExportLedger {
  readonly #database: MemoryDatabase;
  readonly #rerunTransitions: boolean;

  constructor(database: MemoryDatabase, { rerunTransitions = false }: MemoryExportLedgerOptions = {}) {
    this.#database = database;
    this.#rerunTransitions = rerunTransitions;
  }

  transact<Result>(tenantId: TenantId, transition: Transition<Result>): Promise<Result> {
    return this.#database.call(() => {
      const tenant = this.#database.tenant(tenantId);
      if (!this.#rerunTransitions) return commit(tenant, transition(tenant.state));
      transition(tenant.state);
      commit(tenant, transition(tenant.state));
      return commit(tenant, transition(tenant.state));
    });
  }

  frozenRows(tenantId: TenantId, sequence: number): Promise<readonly FrozenRow[] | undefined> {
    return this.#database.call(() => this.#database.tenant(tenantId).frozen.get(sequence));
  }

  closedBatches(tenantId: TenantId, limit: number): Promise<readonly ClosedBatch[]> {
    return this.#database.call(() =>
      [...this.#database.tenant(tenantId).closed.values()]
        .sort((left, right) => right.sequence - left.sequence)
        .slice(0, limit),
    );
  }
}

const commit = <Result>(tenant: MemoryTenant, { state, batch, result }: Step<Result>): Result => {
  if (state === undefined) return result;
  tenant.state = state;
  if (batch?.kind === "freeze") tenant.frozen.set(batch.batch.sequence, [...batch.rows]);
  if (batch?.kind === "close") {
    tenant.frozen.delete(batch.batch.sequence);
    tenant.closed.set(batch.batch.sequence, batch.batch);
  }
  return result;
};
