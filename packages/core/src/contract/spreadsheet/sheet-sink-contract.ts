import type { Contract } from "../contract.ts";
import { inabilityOf } from "./inability.ts";
import { rowOf, sealedBatchOf } from "./sealed-batch-of.ts";
import { sheetSinkContent } from "./sheet-sink-content.ts";
import { sheetSinkOnce } from "./sheet-sink-once.ts";
import { sheetSinkPeople } from "./sheet-sink-people.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";

const guarantees = {
  ...sheetSinkOnce,
  ...sheetSinkContent,
  ...sheetSinkPeople,
  ...inabilityOf<SheetSinkSubject>([
    ({ sink, sheet }, grant, turn) =>
      sink.append(grant, sealedBatchOf(sheet, [rowOf("rec-1")], { sequence: turn })),
    ({ sink, sheet }, grant) => sink.probe(grant, sheet),
  ]),
};

export type SheetSinkSentence = keyof typeof guarantees;

/** What every `SheetSink` must prove. */
export const sheetSinkContract: Contract<SheetSinkSubject, SheetSinkSentence> = {
  port: "SheetSink",
  guarantees,
};
