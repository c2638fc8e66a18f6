import { Actions } from "./action.ts";
import { CallList } from "./call-list.ts";
import { byId, columnLetters, counted } from "./element.ts";
import { showFacts } from "./facts-panels.ts";
import { faultActions } from "./fault-actions.ts";
import { GridView } from "./grid.ts";
import type { Position } from "./grid-row.ts";
import { peopleActions } from "./people-actions.ts";

import type { CallView, CellDetailView, PulseView, RowsView, SheetView, TabView } from "./replies.ts";
import { ask } from "./request.ts";
import { showTabs } from "./tabs.ts";

const pulseMs = 1_000;
const id = document.body.dataset.spreadsheetId ?? "";
const path = `spreadsheets/${encodeURIComponent(id)}`;

const calls = new CallList();
let view: SheetView | undefined;
let stamp = "";
let wantedGid = Number(/gid=(\d+)/.exec(window.location.hash + window.location.search)?.[1] ?? Number.NaN);

const grid = new GridView({
  load: (tab) => (fromRow, fromColumn, rowCount, columnCount) =>
    ask<RowsView>(`${path}/rows`, { sheetId: tab.sheetId, fromRow, fromColumn, rowCount, columnCount }),
  onChosen: (place) => {
    showCell(place).catch(showGone);
  },
});

const currentTab = (): TabView | undefined =>
  view?.tabs.find(({ sheetId }) => sheetId === wantedGid) ??
  view?.tabs.find(({ isHidden }) => !isHidden) ??
  view?.tabs[0];

async function showCell({ row, column }: Position): Promise<void> {
  const tab = currentTab();
  byId("cell-name").textContent = `${columnLetters(column)}${row + 1}`;
  if (tab === undefined) return;
  const detail = await ask<CellDetailView>(`${path}/cell`, { sheetId: tab.sheetId, row, column });
  if (detail === undefined || grid.chosen.row !== row || grid.chosen.column !== column) return;
  const isFormula = detail.kind.startsWith("f");
  byId("cell-text").textContent = detail.entered;
  byId("cell-shown").textContent =
    isFormula || detail.entered !== detail.shown ? `shown as ${detail.shown}` : "";
  byId("cell-note").textContent = detail.note === "" ? "" : `Note: ${detail.note}`;
}

function showGone(error: unknown): void {
  byId("live").textContent = "not answering";
  byId("live").className = "badge bad";
  console.warn("the emulator does not answer", error);
}

function showGrid(version: number): void {
  const tab = currentTab();
  if (view === undefined) return;
  showTabs(view, tab, (chosen) => {
    wantedGid = chosen.sheetId;
    window.history.replaceState(null, "", `#gid=${chosen.sheetId}`);
    showGrid(view?.version ?? version);
    grid.choose({ row: 0, column: 0 });
  });
  if (tab === undefined) return;
  const { newRows } = grid.show(tab, version);
  byId("tab-title").setAttribute("value", tab.title);
  if (newRows === 0) return;
  byId("news").textContent = `${counted(newRows, "new row")} on ${tab.title}`;
  if (byId<HTMLInputElement>("follow").checked)
    grid.choose({ row: tab.dataEnd - 1, column: grid.chosen.column });
}

async function refresh(): Promise<void> {
  const fresh = await ask<SheetView>(path);
  if (fresh === undefined) {
    window.location.reload();
    return;
  }
  view = fresh;
  showFacts(fresh, (what, fields) => void actions.do(what, fields));
  showGrid(fresh.version);
  await showCell(grid.chosen);
}

async function pulse(): Promise<void> {
  const now = await ask<PulseView>(`${path}/pulse`);
  if (now === undefined) {
    window.location.reload();
    return;
  }
  byId("live").textContent = "live";
  byId("live").className = "badge good";
  if (now.lastCall !== calls.last) {
    const fileId: Record<string, string> = byId<HTMLInputElement>("all-calls").checked ? {} : { fileId: id };
    const fresh = (await ask<readonly CallView[]>("calls", { after: calls.last, ...fileId })) ?? [];
    calls.add(fresh);
    calls.last = now.lastCall;
  }
  if (now.stamp + now.version === stamp) return;
  await refresh();
  stamp = now.stamp + now.version;
}

/** One pulse after another; none while nobody looks. */
async function beat(): Promise<void> {
  try {
    if (!document.hidden) await pulse();
  } catch (error) {
    showGone(error);
  }
  setTimeout(() => void beat(), pulseMs);
}

byId("go-to").addEventListener("submit", (event) => {
  event.preventDefault();
  const row = byId<HTMLInputElement>("go-to-row").valueAsNumber;
  if (Number.isFinite(row)) grid.choose({ row: row - 1, column: grid.chosen.column });
});
byId("go-to-end").addEventListener("click", () => {
  grid.choose({ row: (currentTab()?.dataEnd ?? 1) - 1, column: grid.chosen.column });
});
const actions = new Actions(
  { ...peopleActions, ...faultActions },
  () => ({ spreadsheetId: id, sheetId: currentTab()?.sheetId ?? 0, chosen: grid.chosen }),
  () => {
    pulse().catch(showGone);
  },
);
byId("all-calls").addEventListener("change", () => {
  calls.clear();
  pulse().catch(showGone);
});
void beat();
