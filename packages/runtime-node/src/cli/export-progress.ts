import type { ExportedBatch, TenantId } from "@attendance-export/core";
import type { ExportWatcher } from "../export-watcher.ts";
import { amount, Progress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** Shows how an export comes along, batch by batch. */
export class ExportProgress implements ExportWatcher {
  readonly #terminal: Terminal;
  #progress: Progress | undefined;
  #rows = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  begin(tenantId: TenantId, backlog: number): void {
    this.#rows = 0;
    this.#progress = new Progress(this.#terminal, { label: tenantId, unit: "rows", total: backlog });
  }

  exported(_: TenantId, { sequence, records }: ExportedBatch): void {
    this.#rows += records.length;
    this.#progress?.update(this.#rows, `batch ${sequence} of ${amount(records.length, "row")}`);
  }

  end(): void {
    this.#progress?.finish();
    this.#progress = undefined;
  }
}
