import { GoogleSheetReader, type GoogleSheetsApi } from "@attendance-export/adapter-sheets";
import type { SqliteStore } from "@attendance-export/adapter-sqlite";
import { AuditSheet, type Clock, type Ids } from "@attendance-export/core";
import {
  type ProviderCircuit,
  RunGuard,
  resilientAttendanceRegister,
  resilientLinkedSheetStore,
  resilientSheetReader,
} from "@attendance-export/resilience";

interface AuditWiring {
  readonly store: SqliteStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly circuit: ProviderCircuit;
  readonly sheets: () => GoogleSheetsApi;
}

/** The audit of a sheet. One of millions of rows is read for longer than a run may take; nothing is lost if somebody ends it. */
export const auditSheet = ({ store, sheets, ...guarding }: AuditWiring): AuditSheet => {
  const guard = new RunGuard({ ...guarding, deadline: Number.POSITIVE_INFINITY });
  return new AuditSheet({
    links: resilientLinkedSheetStore(store.links, guard),
    register: resilientAttendanceRegister(store.register, guard),
    reader: resilientSheetReader(new GoogleSheetReader(sheets()), guard),
  });
};
