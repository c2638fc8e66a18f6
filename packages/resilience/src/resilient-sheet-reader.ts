import type { SheetReader } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

const read: PortCall = { name: "SheetReader.read", service: "sheets", kind: "read" };

export const resilientSheetReader = (reader: SheetReader, run: RunGuard): SheetReader => ({
  read: (grant, sheet, page) => run.call(read, () => reader.read(grant, sheet, page)),
});
