import type {
  AttendanceStore,
  ExportedBatch,
  Grant,
  SealedBatch,
  SheetSink,
  TenantId,
} from "@attendance-export/core";

/** Hears of an export while it goes on: what a progress bar shows. It cannot change anything. */
export interface ExportWatcher {
  /** Is about to be sent, once more or for the first time. */
  sending?(grant: Grant, batch: SealedBatch): void;
  /** Is on the sheet for certain and marked in the store. */
  exported?(tenantId: TenantId, batch: ExportedBatch): void;
}

export const watchedSheetSink = (sink: SheetSink, watcher: ExportWatcher): SheetSink => ({
  append: (grant, batch) => {
    watcher.sending?.(grant, batch);
    return sink.append(grant, batch);
  },
  probe: (grant, sheet) => sink.probe(grant, sheet),
});

export const watchedAttendanceStore = (store: AttendanceStore, watcher: ExportWatcher): AttendanceStore => ({
  backlog: (tenantId, request) => store.backlog(tenantId, request),
  markExported: async (tenantId, batch) => {
    await store.markExported(tenantId, batch);
    watcher.exported?.(tenantId, batch);
  },
  setAside: (tenantId, records) => store.setAside(tenantId, records),
  quarantine: (tenantId, limit) => store.quarantine(tenantId, limit),
});
