import type { SealedBatch } from "../model/batch.ts";
import type { SpreadsheetId, TenantId } from "../model/ids.ts";
import { BatchOracle } from "./oracles/batch-oracle.ts";
import { LinkOracle } from "./oracles/link-oracle.ts";
import { RecordOracle, type RowsOfSheet } from "./oracles/record-oracle.ts";
import type { Process } from "./process.ts";
import type { Truth } from "./truth.ts";

/**
 * The invariants of the protocol, looked at after every effect. They read the truth of the world, not what any port says,
 * and count for themselves what ever came on a sheet, whoever has sorted or deleted it since.
 */
export class Oracles {
  readonly #records: RecordOracle;
  readonly #batches: BatchOracle;
  readonly #links: LinkOracle;

  constructor(truth: Truth) {
    this.#batches = new BatchOracle(truth);
    this.#records = new RecordOracle(truth, this.#batches);
    this.#links = new LinkOracle(truth);
  }

  /** Batches that landed after a restore had taken their void receipt away: the one residual that is known (R1). */
  get residuals(): number {
    return this.#records.residuals;
  }

  /** Somebody keeps a version of the file; `restored` brings its rows back. */
  snapshot(spreadsheetId: SpreadsheetId): RowsOfSheet {
    return this.#records.snapshot(spreadsheetId);
  }

  restored(spreadsheetId: SpreadsheetId, version: RowsOfSheet): void {
    this.#records.restored(spreadsheetId, version);
  }

  rowsCameIn(tenantId: TenantId, sealed: SealedBatch): void {
    this.#records.rowsCameIn(tenantId, sealed);
  }

  /** A call of a process took effect; without one, people did something. */
  after(call: string | undefined, process: Process | undefined): void {
    switch (call) {
      case "markExported":
        this.#records.after();
        break;
      case "setAside":
        this.#records.afterSettingAside();
        break;
      case "tell":
        this.#links.noticesAreFew();
        break;
      case undefined:
      case "transact":
        this.#batches.after();
        this.#links.after(process);
        break;
      default:
        break;
    }
  }
}
