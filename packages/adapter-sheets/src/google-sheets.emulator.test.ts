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

/** Nobody knows what Google answers to the removal of marks that are not there: both ways must do. */
verify(runner, receiptBookContract, {
  adapter: "GoogleReceiptBook, where removing nothing is refused,",
  open: async () => {
    const world = await open();
    world.emulator.faults.inWorld({ metadataFilterWithoutMatch: "refused" });
    return world;
  },
});
