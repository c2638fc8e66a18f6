import type { SqliteStore } from "@attendance-export/adapter-sqlite";
import type {
  AttendanceStore,
  Clock,
  CredentialVault,
  Ids,
  SheetSink,
  Timetable,
} from "@attendance-export/core";
import type { ServiceIdentifier } from "inversify";

/** Interfaces vanish at run time, so each port gets a symbol that remembers its type. */
export const port = {
  attendance: Symbol.for("attendance-export.AttendanceStore") as ServiceIdentifier<AttendanceStore>,
  clock: Symbol.for("attendance-export.Clock") as ServiceIdentifier<Clock>,
  ids: Symbol.for("attendance-export.Ids") as ServiceIdentifier<Ids>,
  sink: Symbol.for("attendance-export.SheetSink") as ServiceIdentifier<SheetSink>,
  store: Symbol.for("attendance-export.SqliteStore") as ServiceIdentifier<SqliteStore>,
  timetable: Symbol.for("attendance-export.Timetable") as ServiceIdentifier<Timetable>,
  vault: Symbol.for("attendance-export.CredentialVault") as ServiceIdentifier<CredentialVault>,
};
