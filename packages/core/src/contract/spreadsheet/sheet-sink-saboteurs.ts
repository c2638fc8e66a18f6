import { PortFailure } from "../../failures/port-failure.ts";
import type { SealedBatch } from "../../model/batch.ts";
import type { Cell } from "../../model/cell.ts";
import type { AppendOutcome } from "../../ports/sheet-sink.ts";
import { RECEIPT_KEY, rowsMark } from "../../protocol/receipt-mark.ts";
import type { Saboteurs } from "../contract.ts";
import { inabilitySaboteurs } from "./inability-saboteurs.ts";
import type { MemorySpreadsheetWorld } from "./memory-spreadsheet-world.ts";
import { brokenSink, caught, type Saboteur, sabotaged } from "./sabotage.ts";
import type { SheetSinkSentence } from "./sheet-sink-contract.ts";
import type { SheetSinkSubject } from "./sheet-sink-subject.ts";

const APPENDED: AppendOutcome = { status: "appended" };
const inUse = (): AppendOutcome => ({
  status: "refused",
  failure: new PortFailure("receipt-in-use", "this was sent before"),
});

/** Writes rows and leaves no receipt. */
const typeRows = ({ file, sheet }: MemorySpreadsheetWorld, { rows }: SealedBatch): AppendOutcome => {
  file.tab(sheet.tabId)?.append(rows.map(({ cells }) => cells));
  return APPENDED;
};

const replaceRows = (
  { file, sheet }: MemorySpreadsheetWorld,
  change: (rows: readonly (readonly Cell[])[]) => readonly (readonly Cell[])[],
): AppendOutcome => {
  const tab = file.tab(sheet.tabId);
  const [header = [], ...rows] = tab?.rows ?? [];
  tab?.replaceRows([header, ...change(rows)]);
  return APPENDED;
};

const rewriting = (rewrite: (rows: readonly (readonly Cell[])[]) => readonly (readonly Cell[])[]): Saboteur =>
  brokenSink(({ sink }) => ({
    append: (grant, { batch, rows }) => {
      const cells = rewrite(rows.map((row) => row.cells));
      return sink.append(grant, { batch, rows: rows.map((row, at) => ({ ...row, cells: cells[at] ?? [] })) });
    },
  }));
const changingCells = (change: (cell: Cell) => Cell): Saboteur =>
  rewriting((rows) => rows.map((cells) => cells.map(change)));

/** Forgets whatever keeps the batch off the sheet, then appends. */
const clearing = (clear: (world: MemorySpreadsheetWorld, sealed: SealedBatch) => void): Saboteur =>
  brokenSink((world) => ({
    append: async (grant, sealed) => {
      clear(world, sealed);
      return world.sink.append(grant, sealed);
    },
  }));

/** Its late requests write their rows whatever the receipt says. */
const landingBlindly: Saboteur = sabotaged((world) => {
  const late: SealedBatch[] = [];
  return {
    sink: {
      append: async (grant, sealed) => {
        const failure = await caught(world.sink.append(grant, sealed));
        if (failure === undefined) return APPENDED;
        late.push(sealed);
        throw failure;
      },
      probe: (grant, sheet) => world.sink.probe(grant, sheet),
    },
    lever: {
      ...world.lever,
      land: async () => {
        for (const sealed of late) typeRows(world, sealed);
      },
    },
  };
});

const markOf = ({ file }: MemorySpreadsheetWorld, { batch }: SealedBatch) => file.mark(batch.receipt.id);

/** For each guarantee of the sink, one that breaks it. */
export const sheetSinkSaboteurs: Saboteurs<SheetSinkSubject, SheetSinkSentence> = {
  ...inabilitySaboteurs,

  "puts the rows and the receipt on the sheet together": brokenSink((world) => ({
    append: async (_grant, sealed) => typeRows(world, sealed),
  })),
  "puts neither rows nor receipt on the sheet when one cell is refused": brokenSink((world) => ({
    append: async (grant, { batch, rows }) => {
      typeRows(world, { batch, rows: rows.slice(0, 1) });
      return world.sink.append(grant, { batch, rows: rows.slice(1) });
    },
  })),
  "refuses the same batch a second time and adds nothing": clearing(({ file }, { batch }) =>
    file.removeMarks([batch.receipt.id]),
  ),
  "refuses the same batch from another process and adds nothing": brokenSink((world) => {
    const sent = new Set<number>();
    return {
      append: async (grant, sealed) => {
        const { id } = sealed.batch.receipt;
        if (sent.has(id)) return inUse();
        sent.add(id);
        world.file.removeMarks([id]);
        return world.sink.append(grant, sealed);
      },
    };
  }),
  "keeps a batch whose answer was lost, and refuses its repeat": brokenSink(({ sink, file }) => ({
    append: async (grant, sealed) => {
      const failure = await caught(sink.append(grant, sealed));
      if (failure === undefined) return APPENDED;
      file.removeMarks([sealed.batch.receipt.id]);
      throw failure;
    },
  })),
  "appends on the repeat when nothing was done before": brokenSink(({ sink }) => {
    const sent = new Set<number>();
    return {
      append: async (grant, sealed) => {
        const { id } = sealed.batch.receipt;
        if (sent.has(id)) return inUse();
        sent.add(id);
        return sink.append(grant, sealed);
      },
    };
  }),
  "lets exactly one of two racing appends write": brokenSink((world) => ({
    append: async (_grant, sealed) => {
      if (markOf(world, sealed) !== undefined) return inUse();
      // Looking first and writing later leaves a gap for the other one.
      await Promise.resolve();
      return typeRows(world, sealed);
    },
  })),
  "adds nothing once the batch is void": clearing((world, sealed) => {
    if (markOf(world, sealed)?.value.startsWith("v")) world.file.removeMarks([sealed.batch.receipt.id]);
  }),
  "adds nothing when a request lands after its batch became void": landingBlindly,
  "adds nothing when a request lands after its repeat": landingBlindly,
  "refuses when a stranger holds the receipt id, and adds nothing": clearing((world, sealed) => {
    if (markOf(world, sealed)?.key !== RECEIPT_KEY) world.file.removeMarks([sealed.batch.receipt.id]);
  }),
  "keeps apart batches that are alike: of one number, of another link": brokenSink(({ sink }) => ({
    append: (grant, { batch, rows }) => {
      const receipt = { ...batch.receipt, id: batch.sequence };
      return sink.append(grant, { batch: { ...batch, receipt }, rows });
    },
  })),

  "keeps text as text, whatever it looks like": changingCells((cell) =>
    typeof cell === "string" && /^\d+$/.test(cell) ? Number(cell) : cell,
  ),
  "keeps a text of 50,000 characters whole": changingCells((cell) =>
    typeof cell === "string" ? cell.slice(0, 32_767) : cell,
  ),
  "keeps numbers and booleans what they are": changingCells((cell) =>
    typeof cell === "boolean" ? String(cell) : cell,
  ),
  "writes days and times as serial numbers that show as such": changingCells((cell) =>
    typeof cell === "object" && cell !== null && "dateTime" in cell ? cell.dateTime : cell,
  ),
  "leaves empty cells empty and the others in their columns": rewriting((rows) =>
    rows.map((cells) => cells.filter((cell) => cell !== null)),
  ),
  "writes thousands of rows in their order": rewriting((rows) => rows.toReversed()),
  "refuses a number that no cell can hold, and adds nothing": changingCells((cell) =>
    typeof cell === "number" && !Number.isFinite(cell) ? 0 : cell,
  ),

  "writes below what people have typed, and leaves that as it was": brokenSink((world) => ({
    append: async (_grant, { rows }) => replaceRows(world, () => rows.map(({ cells }) => cells)),
  })),
  "writes below the last row that has anything in any column": brokenSink((world) => ({
    append: async (_grant, { rows }) =>
      replaceRows(world, (kept) => {
        const last = kept.findLastIndex((cells) => cells[0] !== null);
        return [...kept.slice(0, last + 1), ...rows.map(({ cells }) => cells)];
      }),
  })),
  "writes below all rows after people have sorted them": brokenSink((world) => ({
    append: async (_grant, { rows }) =>
      replaceRows(world, (kept) => [...rows.map(({ cells }) => cells), ...kept]),
  })),
  "writes on a tab that people have renamed": brokenSink(({ sink, file, sheet }) => {
    const title = file.tab(sheet.tabId)?.title;
    return {
      append: async (grant, sealed) => {
        const sameTitle = file.tab(sheet.tabId)?.title === title;
        if (sameTitle) return sink.append(grant, sealed);
        return { status: "refused", failure: new PortFailure("tab-missing", "no tab of that title") };
      },
    };
  }),
  "writes on the tab it is told and on no other": brokenSink(({ sink, sheet }) => ({
    append: (grant, { batch, rows }) => sink.append(grant, { batch: { ...batch, sheet }, rows }),
  })),
  "refuses when the tab was deleted, and adds nothing": brokenSink((world) => ({
    append: async (_grant, { batch, rows }) => {
      const [tab] = world.file.tabs;
      world.file.write([{ mark: { id: batch.receipt.id, ...rowsMark(batch.receipt) } }]);
      tab?.append(rows.map(({ cells }) => cells));
      return APPENDED;
    },
  })),
  "refuses when the tab is protected, and adds nothing": clearing(({ file, sheet }) => {
    const tab = file.tab(sheet.tabId);
    if (tab !== undefined) tab.isProtected = false;
  }),
  "refuses when the spreadsheet is full, and appends once there is room": clearing(({ file }) => {
    file.cellLimit += 1_000;
  }),
  "refuses when no receipt fits on the spreadsheet, and adds nothing": clearing(({ file }) => {
    file.removeMarks(file.marks.map(({ id }) => id));
  }),
  "tells a repeat from every other refusal": brokenSink(({ sink }) => ({
    append: async (grant, sealed) =>
      (await sink.append(grant, sealed)).status === "appended" ? APPENDED : inUse(),
  })),
  "refuses as unknown what is refused in unknown words": brokenSink(({ sink }) => ({
    append: async (grant, sealed) =>
      (await sink.append(grant, sealed)).status === "appended" ? APPENDED : sink.append(grant, sealed),
  })),
  "finds by a probe that all is well, and changes nothing": brokenSink(({ file }) => ({
    probe: async () => file.write([{ mark: { id: 9, key: RECEIPT_KEY, value: "probe" } }]),
  })),
  "finds by a probe that the tab or the spreadsheet is gone": brokenSink(() => ({
    probe: async () => undefined,
  })),
};
