import { byId, counted, element, grouped } from "./element.ts";
import type { SheetView, TabView } from "./replies.ts";

/** Shows the tabs of a spreadsheet, and says when one is chosen by mouse or arrow keys. */
export function showTabs(
  { tabs }: SheetView,
  current: TabView | undefined,
  onChosen: (tab: TabView) => void,
): void {
  const list = byId("tabs");
  const hadFocus = list.contains(document.activeElement);
  const buttons = tabs.map((tab, index) => {
    const isCurrent = tab.sheetId === current?.sheetId;
    const marks = [tab.isHidden ? "hidden" : "", tab.hasFilter ? "filter" : ""].filter((mark) => mark !== "");
    const beside = marks.length === 0 ? [] : [element("span", { class: "badge", text: marks.join(", ") })];
    return element(
      "button",
      {
        attributes: {
          type: "button",
          role: "tab",
          "aria-selected": String(isCurrent),
          "aria-controls": "grid",
          tabindex: isCurrent ? "0" : "-1",
        },
        on: {
          click: () => onChosen(tab),
          keydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
            const next = step === undefined ? undefined : tabs[(index + step + tabs.length) % tabs.length];
            if (next !== undefined) onChosen(next);
          },
        },
      },
      element("span", { text: tab.title }),
      ...beside,
    );
  });
  list.replaceChildren(...buttons);
  if (hadFocus) buttons.find((button) => button.getAttribute("aria-selected") === "true")?.focus();
  byId("size").textContent =
    current === undefined
      ? ""
      : `${counted(current.dataEnd, "row")} with data, grid ${grouped(current.rowCount)} × ${grouped(current.columnCount)}`;
}
