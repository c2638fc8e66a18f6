import { CronerTimetable } from "@attendance-export/adapter-croner";
import { SystemClock, SystemIds } from "@attendance-export/adapter-node";
import {
  GoogleReceiptBook,
  GoogleSheetSink,
  GoogleSheetsApi,
  GoogleSpreadsheetSetup,
} from "@attendance-export/adapter-sheets";
import { openSqliteStore, type SqliteStore } from "@attendance-export/adapter-sqlite";
import { AesGcmCredentialVault, type KeyRing, openKeyFile } from "@attendance-export/adapter-vault";
import {
  type AttendanceStore,
  type Clock,
  type CredentialVault,
  defaultExportPolicy,
  ExportAttendance,
  type Ids,
  LinkSheet,
  type SheetSink,
  type Timetable,
} from "@attendance-export/core";
import {
  ProviderCircuit,
  RunGuard,
  resilientAdminNotifier,
  resilientAttendanceStore,
  resilientCredentialStore,
  resilientExportLedger,
  resilientLinkedSheetStore,
  resilientReceiptBook,
  resilientSheetSink,
  resilientSpreadsheetSetup,
  resilientSyncRunLog,
} from "@attendance-export/resilience";
import { Container, type ServiceIdentifier } from "inversify";
import { auditSheet } from "./audit-sheet.ts";
import { meteredReceiptBook, meteredSheetSink, noMeter } from "./call-meter.ts";
import { consentUseCases } from "./consent-use-cases.ts";
import type { DataFolder } from "./data-folder.ts";
import { watchedAttendanceStore, watchedSheetSink } from "./export-watcher.ts";
import type { Installation, Stores } from "./installation.ts";
import type { Settings } from "./settings.ts";
import { storedRefreshToken } from "./stored-refresh-token.ts";
import { TerminalDesk } from "./terminal-desk.ts";

/** Interfaces vanish at run time, so each port gets a symbol that remembers its type. */
const port = {
  attendance: Symbol.for("attendance-export.AttendanceStore") as ServiceIdentifier<AttendanceStore>,
  clock: Symbol.for("attendance-export.Clock") as ServiceIdentifier<Clock>,
  ids: Symbol.for("attendance-export.Ids") as ServiceIdentifier<Ids>,
  sink: Symbol.for("attendance-export.SheetSink") as ServiceIdentifier<SheetSink>,
  store: Symbol.for("attendance-export.SqliteStore") as ServiceIdentifier<SqliteStore>,
  timetable: Symbol.for("attendance-export.Timetable") as ServiceIdentifier<Timetable>,
  vault: Symbol.for("attendance-export.CredentialVault") as ServiceIdentifier<CredentialVault>,
};

/** A run's own budget, and what is kept free to close it in good order (see `resilience`). */
const CLOSING_MS = 30_000;

/** Opens the stores alone: what needs no Google works without it. */
export const composeStores = (data: DataFolder): Stores => {
  const { register, attendance, links, runs, close } = openSqliteStore(data.storeFile);
  return { register, attendance, links, runs, close, [Symbol.dispose]: close };
};

/** Wires one installation. The container stays in here; what comes out is plain objects. */
export const compose = async (settings: Settings): Promise<Installation> => {
  const keys = await openKeyFile(settings.data.keyFile);
  const container = new Container({ defaultScope: "Singleton" });
  bindTechnology(container, settings, keys);
  bindGuardedPorts(container, settings);
  bindExport(container, settings);
  bindLinking(container);
  const wiring = {
    store: container.get(port.store),
    vault: container.get(port.vault),
    clock: container.get(port.clock),
    ids: container.get(port.ids),
    sheets: () => container.get(GoogleSheetsApi),
  };
  const { register, attendance, ledger, links, runs, close } = wiring.store;
  return {
    ...{ register, attendance, ledger, links, runs },
    clock: wiring.clock,
    ids: wiring.ids,
    timetable: container.get(port.timetable),
    sheetSink: () => new GoogleSheetSink(container.get(GoogleSheetsApi)),
    exportAttendance: () => container.get(ExportAttendance),
    linkSheet: () => container.get(LinkSheet),
    auditSheet: () => auditSheet({ ...wiring, circuit: container.get(ProviderCircuit) }),
    ...consentUseCases({ ...settings, ...wiring, guard: () => container.get(RunGuard) }),
    close,
    [Symbol.dispose]: close,
  };
};

/** One of each in a process. */
const bindTechnology = (
  container: Container,
  { data, google, runsKeptMs }: Settings,
  keys: KeyRing,
): void => {
  container.bind(port.clock).toResolvedValue(() => new SystemClock());
  container.bind(port.ids).toResolvedValue(() => new SystemIds());
  container.bind(port.timetable).toResolvedValue(() => new CronerTimetable());
  container.bind(port.store).toResolvedValue(() => openSqliteStore(data.storeFile, { runsKeptMs }));
  container.bind(port.vault).toResolvedValue(() => new AesGcmCredentialVault(keys));
  container
    .bind(ProviderCircuit)
    .toResolvedValue((clock: Clock) => new ProviderCircuit({ clock }), [port.clock]);
  container.bind(GoogleSheetsApi).toResolvedValue(
    ({ credentials }: SqliteStore, vault: CredentialVault, clock: Clock) =>
      new GoogleSheetsApi({
        refreshToken: storedRefreshToken(credentials, vault),
        client: { id: google.clientId, secret: google.clientSecret },
        clock,
        ...(google.emulatorUrl === undefined ? {} : { endpoints: emulated(google.emulatorUrl) }),
      }),
    [port.store, port.vault, port.clock],
  );
};

const emulated = (url: string) => ({ sheetsUrl: `${url}/`, tokenUrl: `${url}/token` });

/** One guard for all ports that a use case is given, and a new one for the next: a run has its own time and retries. */
const bindGuardedPorts = (
  container: Container,
  { policy = defaultExportPolicy, watcher = {}, meter = noMeter }: Settings,
): void => {
  container
    .bind(RunGuard)
    .toResolvedValue(
      (clock: Clock, ids: Ids, circuit: ProviderCircuit) =>
        new RunGuard({ clock, ids, circuit, deadline: clock.now() + policy.runBudgetMs + CLOSING_MS }),
      [port.clock, port.ids, ProviderCircuit],
    )
    .inRequestScope();
  container
    .bind(port.attendance)
    .toResolvedValue(
      ({ attendance }: SqliteStore, guard: RunGuard) =>
        watchedAttendanceStore(resilientAttendanceStore(attendance, guard), watcher),
      [port.store, RunGuard],
    )
    .inRequestScope();
  container
    .bind(port.sink)
    .toResolvedValue(
      (api: GoogleSheetsApi, guard: RunGuard, clock: Clock) => {
        const sink = meteredSheetSink(new GoogleSheetSink(api), { meter, clock });
        return resilientSheetSink(watchedSheetSink(sink, watcher), guard);
      },
      [GoogleSheetsApi, RunGuard, port.clock],
    )
    .inRequestScope();
};

const bindExport = (
  container: Container,
  { policy, meter = noMeter, say = () => undefined, desk = new TerminalDesk(say) }: Settings,
): void => {
  container
    .bind(ExportAttendance)
    .toResolvedValue(
      (
        attendance: AttendanceStore,
        { ledger, runs }: SqliteStore,
        sink: SheetSink,
        api: GoogleSheetsApi,
        timetable: Timetable,
        guard: RunGuard,
        clock: Clock,
        ids: Ids,
      ) =>
        new ExportAttendance(
          {
            attendance,
            ledger: resilientExportLedger(ledger, guard),
            runs: resilientSyncRunLog(runs, guard),
            sink,
            receipts: resilientReceiptBook(
              meteredReceiptBook(new GoogleReceiptBook(api), { meter, clock }),
              guard,
            ),
            notifier: resilientAdminNotifier(desk, guard),
            queue: desk,
            timetable,
            clock,
            ids,
          },
          policy,
        ),
      [
        port.attendance,
        port.store,
        port.sink,
        GoogleSheetsApi,
        port.timetable,
        RunGuard,
        port.clock,
        port.ids,
      ],
    )
    .inTransientScope();
};

const bindLinking = (container: Container): void => {
  container
    .bind(LinkSheet)
    .toResolvedValue(
      (
        { links, ledger, credentials }: SqliteStore,
        api: GoogleSheetsApi,
        vault: CredentialVault,
        guard: RunGuard,
        clock: Clock,
        ids: Ids,
      ) =>
        new LinkSheet({
          links: resilientLinkedSheetStore(links, guard),
          ledger: resilientExportLedger(ledger, guard),
          setup: resilientSpreadsheetSetup(new GoogleSpreadsheetSetup(api), guard),
          vault,
          credentials: resilientCredentialStore(credentials, guard),
          clock,
          ids,
        }),
      [port.store, GoogleSheetsApi, port.vault, RunGuard, port.clock, port.ids],
    )
    .inTransientScope();
};
