import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import { type SpreadsheetId, spreadsheetId, type TenantId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { TimeZone } from "../model/time.ts";
import { MemorySpreadsheet } from "./memory-spreadsheet.ts";

/**
 * What goes wrong with one request.
 *
 * - `before`: the failure is the answer and nothing is done. `after`: it is done, and still the failure is the answer.
 * - `late`: the failure is the answer now, and the effect comes when `land` is called.
 */
export interface Interruption {
  readonly moment: "before" | "after" | "late";
  readonly failure: PortFailure;
}

/**
 * A spreadsheet service in memory: files, who may use them, and switches for trouble.
 * It waits for nothing: a request has had its effect before the adapter's promise is returned, so whoever drives the
 * adapters decides the order of effects.
 */
export class MemorySpreadsheets {
  readonly #files = new Map<SpreadsheetId, MemorySpreadsheet>();
  /** Why a grant does not work; undefined while it does. */
  readonly #grants = new Map<string, FailureCode | undefined>();
  /** Tenants whose every grant works. */
  readonly #tenants = new Set<TenantId>();
  /** What the coming requests meet; undefined where one is served. */
  readonly #interruptions: (Interruption | undefined)[] = [];
  #late: (() => void)[] = [];
  #created = 0;

  /** Makes the grant work, now or again; without a version, every grant of the tenant that nobody has withdrawn. */
  allow(grant: Pick<Grant, "tenantId"> & Partial<Grant>): void {
    if (grant.version === undefined) this.#tenants.add(grant.tenantId);
    else this.#grants.set(keyOf({ ...grant, version: grant.version }), undefined);
  }

  /** From now on requests with this grant fail with the code; other versions of it are not touched. */
  withdraw(grant: Grant, code: FailureCode = "access-revoked"): void {
    this.#grants.set(keyOf(grant), code);
  }

  create(title: string, timeZone: TimeZone): MemorySpreadsheet {
    this.#created += 1;
    const file = new MemorySpreadsheet(spreadsheetId(`memory-${this.#created}`), title, timeZone);
    this.#files.set(file.spreadsheetId, file);
    return file;
  }

  /** Every file, in the order of creation. */
  files(): readonly MemorySpreadsheet[] {
    return [...this.#files.values()];
  }

  /** The file itself, beside every adapter. */
  file(id: SpreadsheetId): MemorySpreadsheet | undefined {
    return this.#files.get(id);
  }

  delete(id: SpreadsheetId): void {
    this.#files.delete(id);
  }

  /** The next request meets this, or the one after `served` more; several are met one after the other. */
  interruptNext(interruption: Interruption, served = 0): void {
    for (let request = 0; request < served; request++) this.#interruptions.push(undefined);
    this.#interruptions.push(interruption);
  }

  /** Takes back the interruptions that no request has met yet. */
  calm(): void {
    this.#interruptions.length = 0;
  }

  /** Lets the requests that were held back take effect, in their order. Nobody waits for their answers any more. */
  land(): void {
    const late = this.#late;
    this.#late = [];
    for (const effect of late) effect();
  }

  /** One request that needs no file. Throws a `PortFailure` and nothing else. */
  request<Result>(grant: Grant, effect: () => Result): Result {
    const interruption = this.#interruptions.shift();
    if (interruption?.moment === "before") throw interruption.failure;
    this.#checkGrant(grant);
    if (interruption?.moment === "late") {
      this.#late.push(() => discardFailure(effect));
      throw interruption.failure;
    }
    const result = effect();
    if (interruption?.moment === "after") throw interruption.failure;
    return result;
  }

  /** One request about one file. Throws a `PortFailure` and nothing else. */
  requestOn<Result>(grant: Grant, id: SpreadsheetId, effect: (file: MemorySpreadsheet) => Result): Result {
    return this.request(grant, () => {
      const file = this.#files.get(id);
      if (file === undefined) throw new PortFailure("spreadsheet-not-found", `there is no spreadsheet ${id}`);
      return effect(file);
    });
  }

  #checkGrant(grant: Grant): void {
    const key = keyOf(grant);
    if (!this.#grants.has(key) && !this.#tenants.has(grant.tenantId))
      throw new PortFailure(
        "credential-missing",
        `nobody ever gave ${grant.tenantId} version ${grant.version}`,
      );
    const code = this.#grants.get(key);
    if (code !== undefined) throw new PortFailure(code, `the grant of ${grant.tenantId} does not work`);
  }
}

/** Tenant ids hold no blank, so two grants never share a key. */
const keyOf = ({ tenantId, version }: Grant): string => `${tenantId} ${version}`;

/** A late request that is refused has nobody to tell; what is not a refusal is a defect and stays itself. */
const discardFailure = (effect: () => unknown): void => {
  try {
    effect();
  } catch (thrown) {
    if (!(thrown instanceof PortFailure)) throw thrown;
  }
};
