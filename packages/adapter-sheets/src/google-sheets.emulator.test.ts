import {
  receiptBookContract,
  sheetReaderContract,
  sheetSinkContract,
  spreadsheetSetupContract,
  verify,
} from "@attendance-export/core/contract";
import { describe, it } from "vitest";
import { openEmulatorWorld } from "../test/emulator-world.ts";

const runner = { describe, it };
const open = openEmulatorWorld;

verify(runner, sheetSinkContract, { adapter: "GoogleSheetSink", open });
verify(runner, receiptBookContract, { adapter: "GoogleReceiptBook", open });
verify(runner, sheetReaderContract, { adapter: "GoogleSheetReader", open });
verify(runner, spreadsheetSetupContract, { adapter: "GoogleSpreadsheetSetup", open });
