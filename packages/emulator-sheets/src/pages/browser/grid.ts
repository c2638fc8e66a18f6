import { byId } from "./element.ts";
import { movedBy } from "./grid-keys.ts";
import { GridMarks, markedMs } from "./grid-marks.ts";
import { type ColumnWindow, cellId, namesElement, type Position, rowElement } from "./grid-row.ts";
import { LongScroll } from "./long-scroll.ts";
import type { TabView } from "./replies.ts";
import { type LoadRows, RowCache } from "./row-cache.ts";

const rowPx = 28;
const narrowPx = 640;
const rowsBeyond = 6;
/** More frozen rows than these would leave no room for the others. */
const mostFrozen = 5;

export interface GridOptions {
  readonly load: (tab: TabView) => LoadRows;
  /** Somebody chose a cell. */
  readonly onChosen: (place: Position) => void;
}

/** The cells of one tab: only those that are seen are in the page, however many rows there are. */
export class GridView {
  readonly #options: GridOptions;
  readonly #scroller = byId("grid");
  readonly #canvas = byId("grid-canvas");
  readonly #head = byId("grid-head");
  readonly #body = byId("grid-body");
  readonly #rows = byId("grid-rows");
  readonly #scroll = new LongScroll();
  readonly #marks = new GridMarks();
  #cache: RowCache | undefined;
  #tab: TabView | undefined;
  #chosen: Position = { row: 0, column: 0 };
  #shown = new Map<number, HTMLElement>();
  #shownColumns = "";
  #frame = 0;
  #loading = 0;
  #settling = 0;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#scroller.addEventListener("scroll", () => {
      this.#scroll.scrolled(this.#scroller.scrollTop);
      this.#settleSoon();
      this.#draw();
    });
    this.#scroller.addEventListener("keydown", (event) => this.#onKey(event));
    this.#scroller.addEventListener("click", (event) => this.#onClick(event));
    new ResizeObserver(() => this.#redraw()).observe(this.#scroller);
  }

  get chosen(): Position {
    return this.#chosen;
  }

  /** Shows a tab as it is in a version; the same tab again keeps its place and marks what is new. */
  show(tab: TabView, version: number): { readonly newRows: number } {
    const before = this.#tab;
    const isSame = before?.sheetId === tab.sheetId && this.#cache !== undefined;
    if (!isSame) {
      this.#cache = new RowCache(this.#options.load(tab), (changed) => this.#onLoaded(changed));
      this.#marks.clear();
      this.#scroller.scrollTop = this.#scroll.jump(0);
      this.#chosen = { row: 0, column: 0 };
    }
    const newRows = isSame ? Math.max(0, tab.dataEnd - before.dataEnd) : 0;
    if (newRows > 0) {
      this.#marks.addRows(tab.dataEnd - newRows, tab.dataEnd);
      setTimeout(() => this.#redraw(), markedMs);
    }
    this.#tab = tab;
    if (this.#cache !== undefined) this.#cache.version = version;
    this.#redraw();
    return { newRows };
  }

  /** Chooses a cell and brings it into view. */
  choose(place: Position): void {
    const tab = this.#tab;
    if (tab === undefined) return;
    const row = Math.min(Math.max(0, place.row), tab.rowCount - 1);
    const column = Math.min(Math.max(0, place.column), tab.columnCount - 1);
    this.#chosen = { row, column };
    this.#reveal();
    this.#redraw();
    this.#scroller.setAttribute("aria-activedescendant", cellId(this.#chosen));
    this.#options.onChosen(this.#chosen);
  }

  #frozen(): number {
    return Math.min(this.#tab?.frozenRows ?? 0, mostFrozen, this.#tab?.rowCount ?? 0);
  }

  #viewPx(): number {
    return Math.max(rowPx, this.#scroller.clientHeight - this.#head.offsetHeight);
  }

  #columns(): ColumnWindow {
    const widthPx = this.#scroller.clientWidth < narrowPx ? 112 : 148;
    const count = this.#tab?.columnCount ?? 0;
    const from = Math.min(Math.max(0, Math.floor(this.#scroller.scrollLeft / widthPx) - 1), count);
    const end = Math.min(count, from + Math.ceil(this.#scroller.clientWidth / widthPx) + 2);
    return { from, end, widthPx };
  }

  /** The rows that are seen below the frozen ones, with a few beyond on each side. */
  #window(): { readonly from: number; readonly end: number } {
    const frozen = this.#frozen();
    const first = Math.floor(this.#scroll.top / rowPx);
    const from = frozen + Math.max(0, first - rowsBeyond);
    const end = frozen + first + Math.ceil(this.#viewPx() / rowPx) + rowsBeyond;
    return { from, end: Math.min(end, this.#tab?.rowCount ?? 0) };
  }

  #reveal(): void {
    const { row, column } = this.#chosen;
    const { widthPx } = this.#columns();
    const top = (row - this.#frozen()) * rowPx;
    const view = this.#viewPx();
    if (row >= this.#frozen()) {
      if (top < this.#scroll.top) this.#scroller.scrollTop = this.#scroll.jump(top);
      else if (top + rowPx > this.#scroll.top + view)
        this.#scroller.scrollTop = this.#scroll.jump(top + rowPx - view);
    }
    const namePx = (this.#head.querySelector(".row-name") as HTMLElement | null)?.offsetWidth ?? 0;
    const room = this.#scroller.clientWidth - namePx;
    const left = column * widthPx;
    if (left < this.#scroller.scrollLeft) this.#scroller.scrollLeft = left;
    else if (left + widthPx > this.#scroller.scrollLeft + room)
      this.#scroller.scrollLeft = left + widthPx - room;
  }

  #onKey(event: KeyboardEvent): void {
    const tab = this.#tab;
    if (tab === undefined) return;
    const pageRows = Math.max(1, Math.floor(this.#viewPx() / rowPx) - 1);
    const target = movedBy(event, this.#chosen, tab, pageRows);
    if (target === undefined) return;
    event.preventDefault();
    this.choose(target);
  }

  #onClick(event: MouseEvent): void {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
    if (cell !== null) this.choose({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) });
  }

  #onLoaded(changed: readonly string[]): void {
    this.#marks.addCells(changed);
    if (changed.length > 0) setTimeout(() => this.#redraw(), markedMs);
    this.#redraw();
  }

  /** Puts the bar back into proportion when nobody moves it any more. */
  #settleSoon(): void {
    clearTimeout(this.#settling);
    this.#settling = window.setTimeout(() => {
      // A move that no event has told yet would be undone.
      this.#scroll.scrolled(this.#scroller.scrollTop);
      const bar = this.#scroll.settle();
      if (Math.abs(bar - this.#scroller.scrollTop) > 1) this.#scroller.scrollTop = bar;
      this.#draw();
    }, 160);
  }

  #redraw(): void {
    this.#shown.clear();
    this.#shownColumns = "";
    this.#draw();
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow(): void {
    const tab = this.#tab;
    if (tab === undefined) return;
    const columns = this.#columns();
    this.#scroll.resize((tab.rowCount - this.#frozen()) * rowPx, this.#viewPx());
    this.#canvas.style.setProperty("--cell-width", `${columns.widthPx}px`);
    this.#canvas.style.setProperty("--columns", String(tab.columnCount));
    this.#canvas.style.setProperty("--name-digits", String(String(tab.rowCount).length));
    this.#body.style.height = `${this.#scroll.physicalHeight}px`;
    this.#scroller.setAttribute("aria-rowcount", String(tab.rowCount + 1));
    this.#scroller.setAttribute("aria-colcount", String(tab.columnCount + 1));
    this.#drawHead(columns);
    this.#drawRows(columns);
    this.#loadSoon(columns);
  }

  #drawHead(columns: ColumnWindow): void {
    const key = `${columns.from}-${columns.end}-${columns.widthPx}`;
    if (key === this.#shownColumns) return;
    this.#shownColumns = key;
    this.#shown.clear();
    const frozen = Array.from({ length: this.#frozen() }, (_, row) => this.#row(row, columns));
    this.#head.replaceChildren(namesElement(columns), ...frozen);
  }

  #row(row: number, columns: ColumnWindow): HTMLElement {
    const cells = this.#cache?.cells(row, columns.from, columns.end) ?? [];
    return rowElement(row, cells, columns, this.#chosen, this.#marks);
  }

  #drawRows(columns: ColumnWindow): void {
    const { from, end } = this.#window();
    const rows = new Map<number, HTMLElement>();
    for (let row = from; row < end; row += 1) rows.set(row, this.#shown.get(row) ?? this.#row(row, columns));
    this.#shown = rows;
    const offset = this.#scroller.scrollTop + (from - this.#frozen()) * rowPx - this.#scroll.top;
    this.#rows.style.transform = `translateY(${Math.round(offset)}px)`;
    this.#rows.replaceChildren(...rows.values());
  }

  #loadSoon(columns: ColumnWindow): void {
    clearTimeout(this.#loading);
    this.#loading = window.setTimeout(() => {
      const { from, end } = this.#window();
      const cache = this.#cache;
      if (cache === undefined || columns.end === columns.from) return;
      const frozen = this.#frozen();
      const wanted = [cache.want(from, end, columns.from, columns.end)];
      if (frozen > 0) wanted.push(cache.want(0, frozen, columns.from, columns.end));
      Promise.all(wanted).catch((error: unknown) => {
        // The next pulse says whether the emulator is gone; the cells stay as they are until then.
        console.warn("rows could not be loaded", error);
      });
    }, 50);
  }
}
