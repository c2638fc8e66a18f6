import { CronerTimetable } from "@attendance-export/adapter-croner";
import { SmtpOperatorAlerts } from "@attendance-export/adapter-email";
import { FcmAdminNotifier } from "@attendance-export/adapter-fcm";
import { FirestoreAdminDevices, openFirestore } from "@attendance-export/adapter-firestore";
import { SystemClock, SystemIds } from "@attendance-export/adapter-node";
import { PubSubExportQueue } from "@attendance-export/adapter-pubsub";
import { type GoogleSheetsApi, GoogleSpreadsheetSetup } from "@attendance-export/adapter-sheets";
import { AesGcmCredentialVault } from "@attendance-export/adapter-vault";
import {
  type AdminNotifier,
  type Clock,
  type CredentialVault,
  DispatchDueExports,
  EscalateDeadLetter,
  type ExportQueue,
  type GoogleAccess,
  type Ids,
  type OperatorAlerts,
  ReconnectSheet,
  StartConsent,
  type Timetable,
} from "@attendance-export/core";
import {
  ProviderCircuit,
  resilientCredentialStore,
  resilientExportLedger,
  resilientLinkedSheetStore,
  resilientSpreadsheetSetup,
} from "@attendance-export/resilience";
import { PubSub } from "@google-cloud/pubsub";
import { type App, getApps, initializeApp } from "firebase-admin/app";
import type { Firestore } from "firebase-admin/firestore";
import { getMessaging } from "firebase-admin/messaging";
import { Container, type ServiceIdentifier } from "inversify";
import { openApiWork } from "./api-work.ts";
import type { ApiWork, Application } from "./application.ts";
import { openGoogleAccess, openGoogleSheets } from "./google.ts";
import { logsUrl } from "./logs-url.ts";
import { newExport } from "./new-export.ts";
import { guardMaker, type NewGuard } from "./new-guard.ts";
import { CALL_MS, callPolicy, callTimeoutsMs, exportPolicy, RUN_MS, requestTimeoutsMs } from "./run-times.ts";
import { type Settings, topics } from "./settings.ts";
import { openStores, type Stores } from "./stores.ts";
import { vaultKeys } from "./vault-keys.ts";

type Exporter = Application["exportAttendance"];

/** Interfaces vanish at run time, so each gets a symbol that remembers its type. */
const port = {
  app: Symbol.for("attendance-export.App") as ServiceIdentifier<App>,
  firestore: Symbol.for("attendance-export.Firestore") as ServiceIdentifier<Firestore>,
  stores: Symbol.for("attendance-export.Stores") as ServiceIdentifier<Stores>,
  clock: Symbol.for("attendance-export.Clock") as ServiceIdentifier<Clock>,
  ids: Symbol.for("attendance-export.Ids") as ServiceIdentifier<Ids>,
  timetable: Symbol.for("attendance-export.Timetable") as ServiceIdentifier<Timetable>,
  vault: Symbol.for("attendance-export.CredentialVault") as ServiceIdentifier<CredentialVault>,
  queue: Symbol.for("attendance-export.ExportQueue") as ServiceIdentifier<ExportQueue>,
  notifier: Symbol.for("attendance-export.AdminNotifier") as ServiceIdentifier<AdminNotifier>,
  alerts: Symbol.for("attendance-export.OperatorAlerts") as ServiceIdentifier<OperatorAlerts>,
  google: Symbol.for("attendance-export.GoogleAccess") as ServiceIdentifier<GoogleAccess>,
  // Google Sheets in three patiences: a run may wait for minutes, an admin before a screen may not.
  runSheets: Symbol.for("attendance-export.GoogleSheetsApi.run") as ServiceIdentifier<GoogleSheetsApi>,
  callSheets: Symbol.for("attendance-export.GoogleSheetsApi.call") as ServiceIdentifier<GoogleSheetsApi>,
  requestSheets: Symbol.for(
    "attendance-export.GoogleSheetsApi.request",
  ) as ServiceIdentifier<GoogleSheetsApi>,
  newGuard: Symbol.for("attendance-export.NewGuard") as ServiceIdentifier<NewGuard>,
  exporter: Symbol.for("attendance-export.Exporter") as ServiceIdentifier<Exporter>,
};

/** Wires one instance. Whatever a function does not use is never made, nor is its secret read. */
export const compose = (settings: Settings): Application => {
  const container = new Container({ defaultScope: "Singleton" });
  bindTechnology(container, settings);
  bindMessages(container, settings);
  bindExport(container);
  bindAround(container);
  bindConsent(container);
  return {
    clock: container.get(port.clock),
    links: () =>
      resilientLinkedSheetStore(container.get(port.stores).links, container.get(port.newGuard)(RUN_MS)),
    exportAttendance: (log) => container.get(port.exporter)(log),
    dispatchDueExports: () => container.get(DispatchDueExports),
    escalateDeadLetter: () => container.get(EscalateDeadLetter),
    startConsent: () => container.get(StartConsent),
    reconnectSheet: () => container.get(ReconnectSheet),
    api: () => apiWorkOf(container, settings),
  };
};

/** One of each in a process. */
const bindTechnology = (container: Container, settings: Settings): void => {
  const { projectId, secrets } = settings;
  const sheetsNeed = [port.stores, port.vault, port.clock] as const;
  container.bind(port.clock).toResolvedValue(() => new SystemClock());
  container.bind(port.ids).toResolvedValue(() => new SystemIds());
  container.bind(port.timetable).toResolvedValue(() => new CronerTimetable());
  container.bind(port.app).toResolvedValue(() => getApps()[0] ?? initializeApp({ projectId }));
  container.bind(port.firestore).toResolvedValue((app: App) => openFirestore(app), [port.app]);
  container.bind(port.stores).toResolvedValue(openStores, [port.firestore]);
  container.bind(port.vault).toResolvedValue(() => new AesGcmCredentialVault(vaultKeys(secrets.keyRing())));
  container.bind(port.google).toResolvedValue(openGoogleAccess(settings, callTimeoutsMs), [port.clock]);
  container.bind(port.runSheets).toResolvedValue(openGoogleSheets(settings, {}), [...sheetsNeed]);
  container
    .bind(port.callSheets)
    .toResolvedValue(openGoogleSheets(settings, callTimeoutsMs), [...sheetsNeed]);
  container
    .bind(port.requestSheets)
    .toResolvedValue(openGoogleSheets(settings, requestTimeoutsMs), [...sheetsNeed]);
  container
    .bind(ProviderCircuit)
    .toResolvedValue((clock: Clock) => new ProviderCircuit({ clock }), [port.clock]);
  container.bind(port.newGuard).toResolvedValue(guardMaker, [port.clock, port.ids, ProviderCircuit]);
};

const bindMessages = (container: Container, settings: Settings): void => {
  const { projectId, dashboardOrigin, alertsFrom, alertsTo, secrets } = settings;
  container.bind(port.queue).toResolvedValue(() => new PubSubExportQueue(new PubSub({ projectId }), topics));
  container.bind(port.notifier).toResolvedValue(
    (app: App, firestore: Firestore) =>
      new FcmAdminNotifier({
        messaging: getMessaging(app),
        devices: new FirestoreAdminDevices(firestore),
        dashboardUrl: ({ tenantId }) => `${dashboardOrigin}/google-sheets?tenant=${tenantId}`,
      }),
    [port.app, port.firestore],
  );
  container.bind(port.alerts).toResolvedValue(
    () =>
      new SmtpOperatorAlerts({
        smtpUrl: secrets.smtpUrl(),
        from: alertsFrom,
        to: alertsTo,
        logUrl: (letter) => logsUrl(projectId, letter),
      }),
  );
};

/** A new export for each run. */
const bindExport = (container: Container): void => {
  const bind =
    (
      stores: Stores,
      sheets: GoogleSheetsApi,
      notifier: AdminNotifier,
      queue: ExportQueue,
      timetable: Timetable,
      newGuard: NewGuard,
      clock: Clock,
      ids: Ids,
    ): Exporter =>
    (log) =>
      newExport(
        { stores, sheets, notifier, queue, timetable, clock, ids },
        { guard: newGuard(RUN_MS), log, policy: exportPolicy },
      );
  const { stores, runSheets, notifier, queue, timetable, newGuard, clock, ids } = port;
  container
    .bind(port.exporter)
    .toResolvedValue(bind, [stores, runSheets, notifier, queue, timetable, newGuard, clock, ids]);
};

/** What goes on around exports: asking for them, and telling operators. */
const bindAround = (container: Container): void => {
  container
    .bind(DispatchDueExports)
    .toResolvedValue(
      ({ links, ledger }: Stores, queue: ExportQueue, newGuard: NewGuard, clock: Clock, ids: Ids) => {
        const guard = newGuard(RUN_MS);
        const guarded = {
          links: resilientLinkedSheetStore(links, guard),
          ledger: resilientExportLedger(ledger, guard),
        };
        return new DispatchDueExports({ ...guarded, queue, clock, ids });
      },
      [port.stores, port.queue, port.newGuard, port.clock, port.ids],
    )
    .inTransientScope();
  container
    .bind(EscalateDeadLetter)
    .toResolvedValue(
      ({ links }: Stores, alerts: OperatorAlerts, newGuard: NewGuard) =>
        new EscalateDeadLetter({ links: resilientLinkedSheetStore(links, newGuard(RUN_MS)), alerts }),
      [port.stores, port.alerts, port.newGuard],
    )
    .inTransientScope();
};

/** An admin mends a link, and waits for it. */
const bindConsent = (container: Container): void => {
  container
    .bind(StartConsent)
    .toResolvedValue(
      ({ links, consents }: Stores, google: GoogleAccess, newGuard: NewGuard, clock: Clock, ids: Ids) => {
        const guarded = resilientLinkedSheetStore(links, newGuard(CALL_MS, callPolicy));
        return new StartConsent({ links: guarded, google, consents, clock, ids });
      },
      [port.stores, port.google, port.newGuard, port.clock, port.ids],
    )
    .inTransientScope();
  const reconnect = (
    { links, ledger, credentials, consents }: Stores,
    api: GoogleSheetsApi,
    google: GoogleAccess,
    vault: CredentialVault,
    queue: ExportQueue,
    newGuard: NewGuard,
    clock: Clock,
    ids: Ids,
  ): ReconnectSheet => {
    const guard = newGuard(CALL_MS, callPolicy);
    const guarded = {
      links: resilientLinkedSheetStore(links, guard),
      ledger: resilientExportLedger(ledger, guard),
      credentials: resilientCredentialStore(credentials, guard),
      setup: resilientSpreadsheetSetup(new GoogleSpreadsheetSetup(api), guard),
    };
    return new ReconnectSheet({ ...guarded, google, consents, vault, queue, clock, ids });
  };
  const { stores, callSheets, google, vault, queue, newGuard, clock, ids } = port;
  container
    .bind(ReconnectSheet)
    .toResolvedValue(reconnect, [stores, callSheets, google, vault, queue, newGuard, clock, ids])
    .inTransientScope();
};

/** The dashboard's own requests. Their parts are made when they are first used: who only looks needs no key ring. */
const apiWorkOf = (container: Container, { googleEmulatorUrl }: Settings): ApiWork => {
  const get = <Part>(token: ServiceIdentifier<Part>) => container.get(token);
  return openApiWork(
    {
      app: () => get(port.app),
      stores: () => get(port.stores),
      sheets: () => get(port.requestSheets),
      google: () => get(port.google),
      vault: () => get(port.vault),
      queue: () => get(port.queue),
      notifier: () => get(port.notifier),
      timetable: get(port.timetable),
      newGuard: get(port.newGuard),
      clock: get(port.clock),
      ids: get(port.ids),
    },
    googleEmulatorUrl,
  );
};
