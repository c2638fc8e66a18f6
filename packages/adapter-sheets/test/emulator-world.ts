import {
  type Clock,
  type Grant,
  type SheetAddress,
  spreadsheetId,
  tabId,
  tenantId,
} from "@attendance-export/core";
import {
  type ReceiptBookSubject,
  type SheetReaderSubject,
  type SheetSinkSubject,
  type SpreadsheetSetupSubject,
  worldTemplate,
} from "@attendance-export/core/contract";
import {
  type Credentials,
  type SheetsEmulator,
  startSheetsEmulator,
} from "@attendance-export/emulator-sheets";
import { GoogleReceiptBook } from "../src/google-receipt-book.ts";
import { GoogleSheetReader } from "../src/google-sheet-reader.ts";
import { GoogleSheetSink } from "../src/google-sheet-sink.ts";
import { GoogleSheetsApi } from "../src/google-sheets-api.ts";
import type { GoogleSheetsOptions } from "../src/google-sheets-options.ts";
import { GoogleSpreadsheetSetup } from "../src/google-spreadsheet-setup.ts";
import { emulatorLever } from "./emulator-lever.ts";
import { emulatorPeople } from "./emulator-people.ts";
import { trueSpreadsheet } from "./true-spreadsheet.ts";

/** All sheet ports on the emulator, as on Google. */
export interface EmulatorWorld
  extends SheetSinkSubject,
    ReceiptBookSubject,
    SheetReaderSubject,
    SpreadsheetSetupSubject {
  readonly emulator: SheetsEmulator;
}

interface Adapters {
  readonly sink: GoogleSheetSink;
  readonly book: GoogleReceiptBook;
  readonly reader: GoogleSheetReader;
  readonly setup: GoogleSpreadsheetSetup;
}

const OWNER = "owner@example.org";
/** Nobody listens on this port, so a connection to it is refused. */
const NOBODYS_URL = "http://127.0.0.1:1/";

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const adaptersOf = (options: GoogleSheetsOptions): Adapters => {
  const api = new GoogleSheetsApi(options);
  return {
    sink: new GoogleSheetSink(api),
    book: new GoogleReceiptBook(api),
    reader: new GoogleSheetReader(api),
    setup: new GoogleSpreadsheetSetup(api),
  };
};

/** Starts an emulator with one spreadsheet of somebody else's, shared with the tenant's account. */
export const openEmulatorWorld = async (): Promise<EmulatorWorld> => {
  const emulator = await startSheetsEmulator();
  emulator.accounts.add({ email: OWNER });
  const { clientId, clientSecret } = emulator.accounts.client;
  const id = spreadsheetId(emulator.people.createSpreadsheet(OWNER, "Attendance 2026"));
  const sheet: SheetAddress = { spreadsheetId: id, tabId: tabId(417_001) };
  const people = emulatorPeople(emulator);
  addOurTab(emulator, sheet);

  const grant: Grant = { tenantId: tenantId("tenant-1"), version: 1 };
  const credentials = new Map<number, Credentials>();
  const consent = (version: number): void => {
    const account = emulator.accounts.add({ email: `attendance-${version}@example.org` });
    emulator.people.share(id, account.email);
    credentials.set(version, account);
  };
  consent(grant.version);
  const options: GoogleSheetsOptions = {
    refreshToken: async ({ version }) => credentials.get(version)?.refreshToken ?? "1//never-given",
    client: { id: clientId, secret: clientSecret },
    clock: systemClock,
    endpoints: { sheetsUrl: `${emulator.url}/`, tokenUrl: `${emulator.url}/token` },
    timeoutsMs: { write: 10_000, read: 10_000, token: 10_000 },
  };
  const ours = adaptersOf(options);
  const twins = adaptersOf(options);
  const lost = adaptersOf({ ...options, endpoints: { ...options.endpoints, sheetsUrl: NOBODYS_URL } });
  const lever = emulatorLever({ emulator, credentials, consent });
  /** The real adapter either way; with the line cut, its next call goes where nobody listens. */
  const through = <Port extends keyof Adapters>(port: Port, adapters = ours): Adapters[Port] =>
    new Proxy(adapters[port], {
      get: (_target, name) => {
        const chosen = lever.takeCut() ? lost[port] : adapters[port];
        const method: unknown = Reflect.get(chosen, name);
        return typeof method === "function"
          ? (...given: unknown[]) => Reflect.apply(method, chosen, given)
          : method;
      },
    });

  return {
    emulator,
    grant,
    sheet,
    sink: through("sink"),
    twin: through("sink", twins),
    book: through("book"),
    reader: through("reader"),
    setup: through("setup"),
    lever,
    people,
    truth: async (of) => trueSpreadsheet(emulator, of),
    // Access and refresh tokens begin like this; no whole token is known here, and none is needed.
    secrets: () => [clientSecret, "ya29.", "1//"],
    close: () => emulator.close(),
  };
};

/** As our set-up leaves it, but made beside the adapter. */
const addOurTab = (emulator: SheetsEmulator, { spreadsheetId: id, tabId: sheetId }: SheetAddress): void => {
  const { columns } = worldTemplate;
  const gridProperties = { rowCount: 100, columnCount: columns.length, frozenRowCount: 1 };
  emulator.people.edit(id, [
    { addSheet: { properties: { sheetId, title: "Attendance", gridProperties } } },
    {
      appendCells: {
        sheetId,
        rows: [{ values: columns.map(({ header }) => ({ userEnteredValue: { stringValue: header } })) }],
        fields: "userEnteredValue",
      },
    },
  ]);
};
