import type { ExportedBatch, Grant, SealedBatch, TenantId } from "@attendance-export/core";
import type { ExportWatcher } from "../export-watcher.ts";

/** Remembers the last request, so that it can be sent again, and passes on what it hears. */
export class LastSent implements ExportWatcher {
  readonly #next: ExportWatcher;
  #last: { readonly grant: Grant; readonly batch: SealedBatch } | undefined;

  constructor(next: ExportWatcher) {
    this.#next = next;
  }

  get last(): { readonly grant: Grant; readonly batch: SealedBatch } | undefined {
    return this.#last;
  }

  sending(grant: Grant, batch: SealedBatch): void {
    this.#last = { grant, batch };
    this.#next.sending?.(grant, batch);
  }

  exported(tenantId: TenantId, batch: ExportedBatch): void {
    this.#next.exported?.(tenantId, batch);
  }
}
