import type { SheetSink } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/**
 * Repeated after an answer that leaves the outcome open, because the sheet holds the receipt and refuses a second time.
 * Never after silence: the failure table leaves that to a later run, for the first request may still be on its way, and two
 * identical ones at the same moment are the one case without evidence.
 */
const append: PortCall = { name: "SheetSink.append", service: "sheets", kind: "repeatable" };
const probe: PortCall = { name: "SheetSink.probe", service: "sheets", kind: "read" };

export const resilientSheetSink = (sink: SheetSink, run: RunGuard): SheetSink => ({
  append: (grant, batch) => run.call(append, () => sink.append(grant, batch)),
  probe: (grant, sheet) => run.call(probe, () => sink.probe(grant, sheet)),
});
