import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import type { QuarantinedRecord } from "../model/attendance-record.ts";
import type { ClosedBatch, FrozenRow } from "../model/batch.ts";
import type { RecordId, RunId, TenantId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import type { SyncRun } from "../model/sync-run.ts";
import type { PendingConsent } from "../ports/consent-store.ts";
import type { SealedCredential } from "../ports/credentials.ts";
import { MemoryRecords } from "./memory-records.ts";

/** All that the stores keep for one tenant. */
export interface MemoryTenant {
  readonly records: MemoryRecords;
  readonly quarantine: Map<RecordId, QuarantinedRecord>;
  state: LinkState | undefined;
  /** Rows of open batches, by sequence. */
  readonly frozen: Map<number, readonly FrozenRow[]>;
  readonly closed: Map<number, ClosedBatch>;
  readonly runs: Map<RunId, SyncRun>;
  /** By version of the grant. */
  readonly credentials: Map<number, SealedCredential>;
}

/** What goes wrong with every call: before its effect, or after it, when only the answer is lost. */
export interface MemoryTrouble {
  readonly code: FailureCode;
  readonly when: "before" | "after";
}

const emptyTenant = (): MemoryTenant => ({
  records: new MemoryRecords(),
  quarantine: new Map(),
  state: undefined,
  frozen: new Map(),
  closed: new Map(),
  runs: new Map(),
  credentials: new Map(),
});

/** What the memory stores of one test or demo share; looking into it is a back door past every adapter. */
export class MemoryDatabase {
  /** While set, every call through an adapter fails so. */
  trouble: MemoryTrouble | undefined;
  /** By the digest of their state: whoever comes back with it does not name a tenant that can be trusted. */
  readonly consents = new Map<string, PendingConsent>();
  readonly #tenants = new Map<TenantId, MemoryTenant>();

  tenant(id: TenantId): MemoryTenant {
    const known = this.#tenants.get(id);
    if (known !== undefined) return known;
    const fresh = emptyTenant();
    this.#tenants.set(id, fresh);
    return fresh;
  }

  tenants(): readonly MemoryTenant[] {
    return [...this.#tenants.values()];
  }

  /** Runs one call's work in one turn, so that nothing comes between its reading and its writing. */
  async call<Result>(work: () => Result): Promise<Result> {
    const { trouble } = this;
    if (trouble?.when === "before") throw failureOf(trouble);
    const result = work();
    if (trouble !== undefined) throw failureOf(trouble);
    return result;
  }
}

const failureOf = ({ code, when }: MemoryTrouble): PortFailure =>
  new PortFailure(code, `the memory store fails ${when} the effect, as it was told to`);
