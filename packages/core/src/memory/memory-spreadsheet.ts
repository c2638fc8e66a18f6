import { PortFailure } from "../failures/port-failure.ts";
import type { Cell } from "../model/cell.ts";
import { type SpreadsheetId, type TabId, tabId } from "../model/ids.ts";
import type { TimeZone } from "../model/time.ts";
import { MemoryTab } from "./memory-tab.ts";

/** A mark on the spreadsheet itself; Google calls it developer metadata. */
export interface MemoryMark {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

/** One atomic change: the mark and, with it, rows for a tab. */
export interface MemoryWrite {
  readonly mark: MemoryMark;
  readonly append?: { readonly tabId: TabId; readonly rows: readonly (readonly Cell[])[] };
}

/** Google's limits (sheets/FACTS.md §5). */
const MAX_CELLS = 10_000_000;
const MAX_MARK_CHARACTERS = 30_000;
const NEW_TAB = { rows: 1_000, columns: 26 };

/** One file. Every method is one synchronous step: nothing ever sees half of it. */
export class MemorySpreadsheet {
  readonly spreadsheetId: SpreadsheetId;
  readonly title: string;
  readonly timeZone: TimeZone;
  /** Google's limit; lower it to fill the file. */
  cellLimit = MAX_CELLS;
  /** Set to break the promise that a used id is refused, which is what the canary looks for. */
  acceptsUsedIds = false;
  readonly #tabs = new Map<TabId, MemoryTab>();
  readonly #marks = new Map<number, MemoryMark>();

  constructor(spreadsheetId: SpreadsheetId, title: string, timeZone: TimeZone) {
    this.spreadsheetId = spreadsheetId;
    this.title = title;
    this.timeZone = timeZone;
    this.#tabs.set(tabId(0), new MemoryTab(tabId(0), "Sheet1", NEW_TAB.rows, NEW_TAB.columns));
  }

  get tabs(): readonly MemoryTab[] {
    return [...this.#tabs.values()];
  }

  tab(id: TabId): MemoryTab | undefined {
    return this.#tabs.get(id);
  }

  /** By id. */
  get marks(): readonly MemoryMark[] {
    return [...this.#marks.values()].sort((a, b) => a.id - b.id);
  }

  mark(id: number): MemoryMark | undefined {
    return this.#marks.get(id);
  }

  get reservedCells(): number {
    return this.tabs.reduce((sum, tab) => sum + tab.reservedCells, 0);
  }

  /** Applies all of the writes or none. Checks in Google's order: the mark first, so that a repeat always meets its mark. */
  write(writes: readonly MemoryWrite[]): void {
    const added = new Set<number>();
    let characters = this.#markCharacters();
    for (const { mark, append } of writes) {
      if ((this.#marks.has(mark.id) || added.has(mark.id)) && !this.acceptsUsedIds)
        throw new PortFailure("receipt-in-use", `a mark with the id ${mark.id} exists already`);
      added.add(mark.id);
      characters += mark.key.length + mark.value.length;
      if (characters > MAX_MARK_CHARACTERS)
        throw new PortFailure("receipts-full", `no room for marks beyond ${MAX_MARK_CHARACTERS} characters`);
      if (append !== undefined) this.#checkAppend(append.tabId, append.rows);
    }
    for (const { mark, append } of writes) {
      this.#marks.set(mark.id, mark);
      if (append !== undefined) this.#tabs.get(append.tabId)?.append(append.rows);
    }
  }

  removeMarks(ids: Iterable<number>): void {
    for (const id of ids) this.#marks.delete(id);
  }

  /** Adds a tab with a frozen header row; leaves a tab that has this id already. */
  addTab(id: TabId, title: string, header: readonly string[]): void {
    if (this.#tabs.has(id)) return;
    const tab = new MemoryTab(id, title, 1, header.length);
    if (this.reservedCells + tab.reservedCells > this.cellLimit) throw full(this.cellLimit);
    tab.append([header]);
    tab.frozenRows = 1;
    this.#tabs.set(id, tab);
  }

  deleteTab(id: TabId): void {
    this.#tabs.delete(id);
  }

  #markCharacters(): number {
    let sum = 0;
    for (const { key, value } of this.#marks.values()) sum += key.length + value.length;
    return sum;
  }

  #checkAppend(id: TabId, rows: readonly (readonly Cell[])[]): void {
    const tab = this.#tabs.get(id);
    if (tab === undefined) throw new PortFailure("tab-missing", `there is no tab with the id ${id}`);
    const refusal = tab.refusalOf(rows);
    if (refusal !== undefined) throw refusal;
    const growth = tab.reservedWith(rows) - tab.reservedCells;
    if (growth > 0 && this.reservedCells + growth > this.cellLimit) throw full(this.cellLimit);
  }
}

const full = (limit: number): PortFailure =>
  new PortFailure("sheet-full", `the spreadsheet would have more than ${limit} cells`);
