export {
  type Closable,
  type Contract,
  type Guarantee,
  type Runner,
  type Saboteurs,
  type Verification,
  verify,
  verifyContract,
} from "./contract.ts";
export {
  type MemorySpreadsheetWorld,
  openMemorySpreadsheetWorld,
} from "./spreadsheet/memory-spreadsheet-world.ts";
export { type ReceiptBookSentence, receiptBookContract } from "./spreadsheet/receipt-book-contract.ts";
export type { ReceiptBookSubject } from "./spreadsheet/receipt-book-subject.ts";
export {
  type LinkFixture,
  link1,
  link10,
  rowOf,
  sealedBatchOf,
  tagOf,
} from "./spreadsheet/sealed-batch-of.ts";
export { type SheetReaderSentence, sheetReaderContract } from "./spreadsheet/sheet-reader-contract.ts";
export type { SheetReaderSubject } from "./spreadsheet/sheet-reader-subject.ts";
export { type SheetSinkSentence, sheetSinkContract } from "./spreadsheet/sheet-sink-contract.ts";
export type { SheetSinkSubject } from "./spreadsheet/sheet-sink-subject.ts";
export {
  type SpreadsheetSetupSentence,
  spreadsheetSetupContract,
} from "./spreadsheet/spreadsheet-setup-contract.ts";
export type { SpreadsheetSetupSubject } from "./spreadsheet/spreadsheet-setup-subject.ts";
export {
  type SpreadsheetLever,
  type SpreadsheetPeople,
  type SpreadsheetWorld,
  TOLD_TO_WAIT_MS,
  type Trouble,
  type TrueCell,
  type TrueMark,
  type TrueSpreadsheet,
  type TrueTab,
  troubleCodes,
  worldTemplate,
} from "./spreadsheet/spreadsheet-world.ts";
