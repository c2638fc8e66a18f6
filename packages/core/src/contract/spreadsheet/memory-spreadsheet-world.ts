import { PortFailure } from "../../failures/port-failure.ts";
import { MemoryReceiptBook } from "../../memory/memory-receipt-book.ts";
import { MemorySheetReader } from "../../memory/memory-sheet-reader.ts";
import { MemorySheetSink } from "../../memory/memory-sheet-sink.ts";
import type { MemorySpreadsheet } from "../../memory/memory-spreadsheet.ts";
import { MemorySpreadsheetSetup } from "../../memory/memory-spreadsheet-setup.ts";
import { type Interruption, MemorySpreadsheets } from "../../memory/memory-spreadsheets.ts";
import type { MemoryTab } from "../../memory/memory-tab.ts";
import type { SheetAddress } from "../../model/batch.ts";
import type { Cell } from "../../model/cell.ts";
import { type SpreadsheetId, tabId, tenantId } from "../../model/ids.ts";
import type { Grant } from "../../model/linked-sheet.ts";
import { timeZone } from "../../model/time.ts";
import type { ReceiptBookSubject } from "./receipt-book-subject.ts";
import type { SheetReaderSubject } from "./sheet-reader-subject.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";
import type { SpreadsheetSetupSubject } from "./spreadsheet-setup-subject.ts";
import {
  type SpreadsheetLever,
  type SpreadsheetPeople,
  TOLD_TO_WAIT_MS,
  type Trouble,
  type TrueSpreadsheet,
  type TrueTab,
  troubleCodes,
  worldTemplate,
} from "./spreadsheet-world.ts";

/** All sheet ports in memory, on one service; what wraps a port, and what breaks one, starts from here. */
export interface MemorySpreadsheetWorld
  extends SheetSinkSubject,
    ReceiptBookSubject,
    SheetReaderSubject,
    SpreadsheetSetupSubject {
  readonly service: MemorySpreadsheets;
  readonly file: MemorySpreadsheet;
}

/** The memory service knows no token; this stands for one, so that a leak can be planted and seen. */
const SECRET = "refresh-token-of-nobody";

export const openMemorySpreadsheetWorld = async (): Promise<MemorySpreadsheetWorld> => {
  const service = new MemorySpreadsheets();
  const grant: Grant = { tenantId: tenantId("tenant-1"), version: 1 };
  service.allow(grant);
  const file = service.create("Attendance 2026", timeZone("America/Toronto"));
  const sheet: SheetAddress = { spreadsheetId: file.spreadsheetId, tabId: tabId(417_001) };
  file.addTab(
    sheet.tabId,
    "Attendance",
    worldTemplate.columns.map((column) => column.header),
  );
  return {
    service,
    file,
    grant,
    sheet,
    sink: new MemorySheetSink(service),
    twin: new MemorySheetSink(service),
    book: new MemoryReceiptBook(service),
    reader: new MemorySheetReader(service),
    setup: new MemorySpreadsheetSetup(service),
    lever: leverOf(service),
    people: peopleOf(service),
    truth: async (id) => truthOf(service.file(id)),
    secrets: () => [SECRET],
    close: async () => undefined,
  };
};

const MOMENTS: Readonly<Partial<Record<Trouble, Interruption["moment"]>>> = {
  "answer-lost": "after",
  "error-after": "after",
  "html-error-after": "after",
  late: "late",
};

const leverOf = (service: MemorySpreadsheets): SpreadsheetLever => ({
  next: async (trouble, served = 0) => {
    const details = trouble === "rate-limited-with-wait" ? { retryAfterMs: TOLD_TO_WAIT_MS } : {};
    const failure = new PortFailure(
      troubleCodes[trouble],
      `the service is told to fail: ${trouble}`,
      details,
    );
    service.interruptNext({ moment: MOMENTS[trouble] ?? "before", failure }, served);
  },
  calm: async () => service.calm(),
  land: async () => service.land(),
  withdraw: async (grant) => service.withdraw(grant),
  reconnect: async (grant) => {
    const next: Grant = { ...grant, version: grant.version + 1 };
    service.allow(next);
    return next;
  },
  acceptUsedReceiptIds: async (id) => {
    fileOf(service, id).acceptsUsedIds = true;
  },
});

const peopleOf = (service: MemorySpreadsheets): SpreadsheetPeople => ({
  type: async (sheet, rows) => tabOf(service, sheet).append(rows),
  sort: async (sheet) => {
    const tab = tabOf(service, sheet);
    const [header = [], ...rows] = tab.rows;
    tab.replaceRows([header, ...rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))]);
  },
  erase: async (sheet) => {
    const tab = tabOf(service, sheet);
    tab.replaceRows(tab.rows.slice(0, 1));
  },
  addTab: async (spreadsheetId, title) => {
    const file = fileOf(service, spreadsheetId);
    const sheet: SheetAddress = { spreadsheetId, tabId: tabId(900_000 + file.tabs.length) };
    file.addTab(sheet.tabId, title, ["Theirs"]);
    return sheet;
  },
  renameTab: async (sheet, title) => {
    tabOf(service, sheet).title = title;
  },
  deleteTab: async (sheet) => fileOf(service, sheet.spreadsheetId).deleteTab(sheet.tabId),
  protect: async (sheet) => {
    tabOf(service, sheet).isProtected = true;
  },
  fill: async (sheet) => {
    const file = fileOf(service, sheet.spreadsheetId);
    tabOf(service, sheet).shrinkGrid();
    file.cellLimit = file.reservedCells;
  },
  makeRoom: async (sheet) => {
    fileOf(service, sheet.spreadsheetId).cellLimit += 1_000_000;
  },
  leaveMark: async (id, mark) => fileOf(service, id).write([{ mark }]),
});

const keyOf = (row: readonly Cell[]): string => String(row[0] ?? "");

const fileOf = (service: MemorySpreadsheets, id: SpreadsheetId): MemorySpreadsheet => {
  const file = service.file(id);
  if (file === undefined) throw new RangeError(`the world has no file ${id}`);
  return file;
};

const tabOf = (service: MemorySpreadsheets, sheet: SheetAddress): MemoryTab => {
  const tab = fileOf(service, sheet.spreadsheetId).tab(sheet.tabId);
  if (tab === undefined) throw new RangeError(`the world has no tab ${sheet.tabId}`);
  return tab;
};

const truthOf = (file: MemorySpreadsheet | undefined): TrueSpreadsheet | undefined =>
  file && { title: file.title, timeZone: file.timeZone, tabs: file.tabs.map(trueTab), marks: file.marks };

const trueTab = ({ tabId: id, title, columnCount, frozenRows, rows }: MemoryTab): TrueTab => ({
  tabId: id,
  title,
  columns: columnCount,
  frozenRows,
  header: (rows[0] ?? []).map(String),
  rows: rows.slice(1),
});
