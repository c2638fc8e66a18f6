export { MemoryReceiptBook } from "./memory-receipt-book.ts";
export { MemorySheetReader } from "./memory-sheet-reader.ts";
export { MemorySheetSink } from "./memory-sheet-sink.ts";
export { type MemoryMark, MemorySpreadsheet, type MemoryWrite } from "./memory-spreadsheet.ts";
export { MemorySpreadsheetSetup } from "./memory-spreadsheet-setup.ts";
export { type Interruption, MemorySpreadsheets } from "./memory-spreadsheets.ts";
export { MemoryTab } from "./memory-tab.ts";
