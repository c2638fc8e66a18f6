import { PortFailure } from "../failures/port-failure.ts";
import type { SheetSink } from "../ports/sheet-sink.ts";
import type { World } from "./world.ts";

/**
 * The sheet's side of an append: refuses poisoned records as Google would, after looking at the receipt, and tells the
 * oracles which rows came in.
 */
export const simulatedAppend =
  (world: World, sink: SheetSink): SheetSink["append"] =>
  async (grant, sealed) => {
    const { sheet, receipt } = sealed.batch;
    const file = world.spreadsheets.file(sheet.spreadsheetId);
    const tab = file?.tab(sheet.tabId);
    const idIsFree = file !== undefined && (file.mark(receipt.id) === undefined || file.acceptsUsedIds);
    if (idIsFree && world.isPoisoned(grant.tenantId, sealed))
      return { status: "refused", failure: new PortFailure("content-refused", "a poisoned record") };
    const rowsBefore = tab?.rows.length ?? 0;
    const outcome = sink.append(grant, sealed);
    if ((tab?.rows.length ?? 0) > rowsBefore) world.rowsCameIn(grant.tenantId, sealed);
    return outcome;
  };
