import { SystemClock } from "@attendance-export/adapter-node";
import {
  GoogleReceiptBook,
  GoogleSheetReader,
  GoogleSheetSink,
  GoogleSheetsApi,
  GoogleSpreadsheetSetup,
} from "@attendance-export/adapter-sheets";
import {
  defaultTemplate,
  isPortFailure,
  linkId,
  type OpenBatch,
  recordId,
  runId,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";

const grant = { tenantId: tenantId("school"), version: 1 };
const sheet = { spreadsheetId: spreadsheetId("sheet-1"), tabId: tabId(7) };
const batch: OpenBatch = {
  sequence: 1,
  linkId: linkId("link"),
  sheet,
  receipt: { id: 1_048_577, tag: "tag" },
  size: 1,
  state: "planned",
  plannedAt: 0,
  plannedBy: runId("run"),
  appliedAt: null,
  unansweredSince: null,
  inconclusive: 0,
  unknownRefusals: 0,
  giveUp: null,
};
const rows = [{ recordId: recordId("R1"), revision: 1, cells: ["R1", { date: 45_000 }] }];

/** Every call of the Google adapters, against whoever answers at the address. */
export const googleCalls = (url: string, timeoutMs: number) => {
  const api = new GoogleSheetsApi({
    refreshToken: async () => "1//refresh",
    client: { id: "client", secret: "secret" },
    clock: new SystemClock(),
    endpoints: { sheetsUrl: `${url}/`, tokenUrl: `${url}/token` },
    timeoutsMs: { write: timeoutMs, read: timeoutMs, token: timeoutMs },
  });
  const sink = new GoogleSheetSink(api);
  const receipts = new GoogleReceiptBook(api);
  const setup = new GoogleSpreadsheetSetup(api);
  const reader = new GoogleSheetReader(api);
  const range = { receiptBase: 1_048_576, fingerprint: "f", from: 1, through: 9 };
  return {
    append: () => sink.append(grant, { batch, rows }),
    probe: () => sink.probe(grant, sheet),
    readReceipt: () => receipts.read(grant, batch),
    void: () => receipts.void(grant, batch),
    prune: () => receipts.prune(grant, { sheet, ...range }),
    readSheet: () => reader.read(grant, sheet, { fromRow: 1, rows: 100 }),
    create: () => setup.create(grant, { title: "Title", timeZone: timeZone("UTC") }),
    addTab: () => setup.addTab(grant, { sheet, title: "Attendance", template: defaultTemplate() }),
    canary: () =>
      setup.receiptsAreWriteOnce(grant, { spreadsheetId: sheet.spreadsheetId, used: 5, fresh: 6 }),
  };
};

export type CallName = keyof ReturnType<typeof googleCalls>;

/** How a call ended: `ok`, the code of its failure, or, if it broke the ports' promise, what it threw instead. */
export const endOf = async (call: () => Promise<unknown>): Promise<string> => {
  try {
    await call();
    return "ok";
  } catch (thrown) {
    if (isPortFailure(thrown)) return thrown.code;
    return `defect: ${thrown instanceof Error ? `${thrown.name}: ${thrown.message} ${thrown.stack}` : String(thrown)}`;
  }
};
