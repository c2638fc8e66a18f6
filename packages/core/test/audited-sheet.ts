import { MemoryAttendanceRegister } from "../src/memory/memory-attendance-register.ts";
import { MemoryLinkedSheetStore } from "../src/memory/memory-linked-sheet-store.ts";
import { MemorySheetReader } from "../src/memory/memory-sheet-reader.ts";
import type { MemorySpreadsheet } from "../src/memory/memory-spreadsheet.ts";
import type { MemoryTab } from "../src/memory/memory-tab.ts";
import type { Cell } from "../src/model/cell.ts";
import { AuditSheet } from "../src/use-cases/audit-sheet.ts";
import { ExportBench, TAB, TENANT } from "./export-bench.ts";

/** What an audit of the bench's tenant finds. */
export const auditOf = async (bench: ExportBench) => {
  const { database, service } = bench;
  const report = await new AuditSheet({
    links: new MemoryLinkedSheetStore(database),
    register: new MemoryAttendanceRegister(database),
    reader: new MemorySheetReader(service),
  }).execute(TENANT);
  if (report === undefined) throw new Error("the tenant has no link");
  return report;
};

/** What an audit says of a sheet with which nothing is wrong. */
export const clean = (records: number) => ({
  expected: records,
  rows: records,
  missing: { count: 0, first: [] },
  duplicates: { count: 0, first: [] },
  unknown: { count: 0, first: [] },
  altered: { count: 0, first: [] },
  corrected: 0,
  headerChanged: false,
});

/** A bench whose records are on their sheet, and the tab with them. */
export const exported = async (records: number): Promise<{ bench: ExportBench; tab: MemoryTab }> => {
  const bench = new ExportBench();
  const file = await bench.linked(records);
  await bench.run();
  return { bench, tab: tabOf(file) };
};

export const tabOf = (file: MemorySpreadsheet): MemoryTab => {
  const tab = file.tab(TAB);
  if (tab === undefined) throw new Error("the file has no tab of ours");
  return tab;
};

/** People rearrange the rows below the header. */
export const rearrange = (
  tab: MemoryTab,
  change: (rows: readonly (readonly Cell[])[]) => readonly (readonly Cell[])[],
) => {
  const [header = [], ...rows] = tab.rows;
  tab.replaceRows([header, ...change(rows)]);
};
