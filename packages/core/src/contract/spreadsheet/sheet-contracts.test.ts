import { describe, it } from "vitest";
import { verify, verifyContract } from "../contract.ts";
import { openMemorySpreadsheetWorld } from "./memory-spreadsheet-world.ts";
import { receiptBookContract } from "./receipt-book-contract.ts";
import { receiptBookSaboteurs } from "./receipt-book-saboteurs.ts";
import { sheetReaderContract } from "./sheet-reader-contract.ts";
import { sheetReaderSaboteurs } from "./sheet-reader-saboteurs.ts";
import { sheetSinkContract } from "./sheet-sink-contract.ts";
import { sheetSinkSaboteurs } from "./sheet-sink-saboteurs.ts";
import { spreadsheetSetupContract } from "./spreadsheet-setup-contract.ts";
import { spreadsheetSetupSaboteurs } from "./spreadsheet-setup-saboteurs.ts";

const runner = { describe, it };
const open = openMemorySpreadsheetWorld;

verify(runner, sheetSinkContract, { adapter: "MemorySheetSink", open });
verify(runner, receiptBookContract, { adapter: "MemoryReceiptBook", open });
verify(runner, sheetReaderContract, { adapter: "MemorySheetReader", open });
verify(runner, spreadsheetSetupContract, { adapter: "MemorySpreadsheetSetup", open });

verifyContract(runner, sheetSinkContract, sheetSinkSaboteurs);
verifyContract(runner, receiptBookContract, receiptBookSaboteurs);
verifyContract(runner, sheetReaderContract, sheetReaderSaboteurs);
verifyContract(runner, spreadsheetSetupContract, spreadsheetSetupSaboteurs);
