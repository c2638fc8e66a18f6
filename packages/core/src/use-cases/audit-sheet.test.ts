import { describe, expect, it } from "vitest";
import { auditOf, clean, exported, rearrange, tabOf } from "../../test/audited-sheet.ts";
import { ExportBench, nameOf, TENANT } from "../../test/export-bench.ts";
import { MemoryAttendanceRegister } from "../memory/memory-attendance-register.ts";
import { MemoryLinkedSheetStore } from "../memory/memory-linked-sheet-store.ts";
import { MemorySheetReader } from "../memory/memory-sheet-reader.ts";
import { recordId, tabId } from "../model/ids.ts";
import { sheetTemplate } from "../model/template.ts";
import { AuditSheet } from "./audit-sheet.ts";

describe("an audit", () => {
  it("finds nothing wrong with what was exported", async () => {
    const { bench } = await exported(3);
    expect(await auditOf(bench)).toEqual(clean(3));
  });

  it("finds nothing wrong with rows that were sorted, or moved apart by empty ones", async () => {
    const { bench, tab } = await exported(3);
    rearrange(tab, (rows) => [[], ...rows.toReversed().flatMap((row) => [row, []])]);
    expect(await auditOf(bench)).toEqual(clean(3));
  });

  it("knows no link and says so", async () => {
    const { database, service } = new ExportBench();
    const audit = new AuditSheet({
      links: new MemoryLinkedSheetStore(database),
      register: new MemoryAttendanceRegister(database),
      reader: new MemorySheetReader(service),
    });
    expect(await audit.execute(TENANT)).toBeUndefined();
  });

  it("lists records that are marked and not there", async () => {
    const { bench, tab } = await exported(3);
    rearrange(tab, (rows) => rows.slice(1));
    expect(await auditOf(bench)).toEqual({
      ...clean(3),
      rows: 2,
      missing: { count: 1, first: ["r001"] },
    });
  });

  it("lists rows beyond the first of their record, as people count them", async () => {
    const { bench, tab } = await exported(2);
    rearrange(tab, (rows) => [...rows, ...rows.slice(0, 1), ...rows.slice(0, 1)]);
    expect(await auditOf(bench)).toEqual({
      ...clean(2),
      rows: 4,
      duplicates: {
        count: 2,
        first: [
          { recordId: "r001", row: 4 },
          { recordId: "r001", row: 5 },
        ],
      },
    });
  });

  it("lists rows of no record that was exported here", async () => {
    const { bench, tab } = await exported(1);
    await bench.approve("r002");
    rearrange(tab, (rows) => [...rows, ["Total"], [42], ["r002"], [null, "x"], ["x".repeat(99)]]);
    const report = await auditOf(bench);
    expect(report).toMatchObject({ rows: 6, missing: { count: 0 } });
    expect(report.unknown).toEqual({
      count: 5,
      first: [
        { row: 3, text: "Total" },
        { row: 4, text: "42" },
        { row: 5, text: "r002" },
        { row: 6, text: "" },
        { row: 7, text: "x".repeat(60) },
      ],
    });
  });

  it("reads a sheet on which nothing is twice only once: its header, and its rows by the page", async () => {
    const { bench } = await exported(3);
    const reads: number[] = [];
    const reader = new MemorySheetReader(bench.service);
    await new AuditSheet({
      links: new MemoryLinkedSheetStore(bench.database),
      register: new MemoryAttendanceRegister(bench.database),
      reader: {
        read: (grant, sheet, window) => {
          reads.push(window.fromRow);
          return reader.read(grant, sheet, window);
        },
      },
    }).execute(TENANT);
    expect(reads).toEqual([1, 2, 5_002]);
  });

  it("expects nothing that was exported to another tab of the file", async () => {
    const { bench } = await exported(2);
    const { link, ledger } = bench.state;
    const sheet = { ...link.sheet, tabId: tabId(8) };
    const segments = ledger.segments.map((segment) => ({ ...segment, sheet }));
    bench.database.tenant(TENANT).state = { link, ledger: { ...ledger, segments } };
    const { expected, unknown } = await auditOf(bench);
    expect([expected, unknown.count]).toEqual([0, 2]);
  });

  it("compares no cells of a record that the template of today cannot show", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(0);
    await bench.put({ id: recordId("r001"), fields: { room: "seven" } });
    await bench.run();
    expect(bench.rowsOf(file)).toEqual(["r001"]);
    const { link, ledger } = bench.state;
    const template = sheetTemplate([
      ...link.template.columns,
      { header: "Room", source: "fields.room", type: "number" },
    ]);
    bench.database.tenant(TENANT).state = { link: { ...link, template }, ledger };
    expect((await auditOf(bench)).altered.count).toBe(0);
  });

  it("takes what cannot be an id for a person's own words", async () => {
    const { bench, tab } = await exported(1);
    rearrange(tab, (rows) => [...rows, ["and/or"], [" "], [7], [true]]);
    const { unknown } = await auditOf(bench);
    expect(unknown.first).toEqual([
      { row: 3, text: "and/or" },
      { row: 4, text: " " },
      { row: 5, text: "7" },
      { row: 6, text: "true" },
    ]);
  });

  it("lists cells that somebody changed, by their column", async () => {
    const { bench, tab } = await exported(2);
    rearrange(tab, ([first = [], ...rest]) => [[first[0] ?? null, "Bob", 7], ...rest]);
    expect((await auditOf(bench)).altered).toEqual({
      count: 1,
      first: [
        {
          recordId: "r001",
          row: 2,
          cells: [
            { header: "Member", expected: "Ada", found: "Bob" },
            { header: "Hours", expected: null, found: 7 },
          ],
        },
      ],
    });
  });

  it("counts records that were corrected since, and does not call their rows changed", async () => {
    const { bench } = await exported(2);
    await bench.put({ id: recordId("r001"), member: { id: "m", name: "Bob" } });
    expect(await auditOf(bench)).toEqual({ ...clean(2), corrected: 1 });
  });

  it("says that the header is not the template's any more", async () => {
    const { bench, tab } = await exported(1);
    tab.replaceRows([["Record", "Member", "Stunden"], ...tab.rows.slice(1)]);
    expect((await auditOf(bench)).headerChanged).toBe(true);
    tab.replaceRows([["Record", "Member", "Hours", "Ours"], ...tab.rows.slice(1)]);
    expect((await auditOf(bench)).headerChanged).toBe(false);
    tab.replaceRows([]);
    expect((await auditOf(bench)).headerChanged).toBe(true);
  });

  it("expects on a sheet only what was exported to it", async () => {
    const bench = new ExportBench();
    const first = bench.sheet("first");
    const second = bench.sheet("second");
    await bench.link(first);
    await bench.approve("r001");
    await bench.run();
    await bench.link(second);
    await bench.approve("r002");
    await bench.run();
    expect(await auditOf(bench)).toEqual(clean(1));
    await bench.link(first);
    // Back on the first sheet, under a new link: what stands there from the first time is expected there still.
    expect(await auditOf(bench)).toEqual(clean(1));
  });

  it("compares times as sheets keep them", async () => {
    const bench = new ExportBench();
    const file = bench.sheet();
    const template = sheetTemplate([
      { header: "Record", source: "record.id", type: "text" },
      { header: "In", source: "checkIn", type: "dateTime" },
      { header: "Date", source: "date", type: "date" },
    ]);
    await bench.link(file, { template });
    await bench.put({ id: recordId("a"), checkIn: Date.UTC(2024, 2, 8, 6, 0, 1) });
    await bench.run();
    expect((await auditOf(bench)).altered.count).toBe(0);
    const [, moment, date] = tabOf(file).rows[1] ?? [];
    if (typeof moment !== "object" || moment === null || !("dateTime" in moment)) throw new Error("no time");
    rearrange(tabOf(file), () => [["a", moment.dateTime + 1e-9, date ?? null]]);
    expect((await auditOf(bench)).altered.count).toBe(0);
    rearrange(tabOf(file), () => [["a", moment.dateTime + 1 / 86_400, date ?? null]]);
    expect((await auditOf(bench)).altered.count).toBe(1);
    rearrange(tabOf(file), () => [["a", moment, "2024-03-08"]]);
    expect((await auditOf(bench)).altered.first).toMatchObject([{ cells: [{ header: "Date" }] }]);
  });

  it("reads a sheet of many pages and lists the first hundred of each kind", async () => {
    const bench = new ExportBench();
    const file = await bench.linked(6_000);
    await bench.run();
    expect(await auditOf(bench)).toEqual(clean(6_000));
    rearrange(tabOf(file), (rows) => rows.slice(0, 5_000).concat(rows.slice(0, 150)));
    const report = await auditOf(bench);
    expect(report.missing.count).toBe(1_000);
    expect(report.missing.first).toHaveLength(100);
    expect(report.duplicates.count).toBe(150);
    expect(report.duplicates.first.at(-1)).toEqual({ recordId: nameOf(100), row: 5_101 });
  });
});
