import type { Fields } from "./action.ts";
import { byId, clockTime, counted, element, grouped } from "./element.ts";
import type { MetadataView, SheetView } from "./replies.ts";

/** Something to do about one line of a panel. */
interface LineAction {
  readonly text: string;
  readonly label: string;
  readonly what: string;
  readonly fields: Fields;
}

/** Does what somebody chose. */
type Act = (what: string, fields: Fields) => void;

const line = (
  main: Node | string,
  beside: string,
  under = "",
  actions: readonly HTMLElement[] = [],
): HTMLElement =>
  element(
    "li",
    {},
    element(
      "span",
      { class: "line-main" },
      main,
      ...(under === "" ? [] : [element("span", { class: "soft small under", text: under })]),
    ),
    element("span", { class: "soft small beside", text: beside }),
    ...actions,
  );

const actButton = ({ text, label, what, fields }: LineAction, act: Act): HTMLElement =>
  element("button", {
    class: "plain small",
    text,
    attributes: { type: "button", "aria-label": label },
    on: { click: () => act(what, fields) },
  });

function fill(
  listId: string,
  countId: string,
  lines: readonly HTMLElement[],
  total: number,
  empty: string,
): void {
  byId(countId).textContent = grouped(total);
  byId(listId).replaceChildren(
    ...(lines.length === 0 ? [element("li", { class: "soft", text: empty })] : lines),
  );
}

const metadataLine = ({ id, key, value, place, visibility }: MetadataView): HTMLElement =>
  line(
    element("span", { class: "mono", text: value === "" ? key : `${key} = ${value}` }),
    String(id),
    `${place}, seen by ${visibility}`,
  );

/** Developer metadata: the receipts by which batches are known to have been written. */
function showMetadata(view: SheetView): void {
  const lines = view.metadata.map(metadataLine);
  fill("metadata-list", "metadata-count", lines, view.metadataTotal, "None yet.");
  const budget = `${grouped(view.metadataCharacters)} of ${grouped(view.metadataLimit)} characters`;
  const hidden = view.metadataTotal - view.metadata.length;
  byId("metadata-note").textContent =
    hidden > 0 ? `${budget}; the newest ${view.metadata.length} are listed.` : budget;
}

function showSharing(view: SheetView, act: Act): void {
  const lines = view.permissions.map(({ who, role }) => {
    const action = { text: "Unshare", label: `Unshare with ${who}`, what: "unshare", fields: { email: who } };
    return line(who, role, "", role === "owner" || !who.includes("@") ? [] : [actButton(action, act)]);
  });
  fill("sharing-list", "sharing-count", lines, lines.length, "");
  const protections = view.protections.map(({ id, range, description, editors, isWarningOnly }) => {
    const who = editors.length === 0 ? "the owner only" : editors.join(", ");
    const action = {
      text: "Remove",
      label: `Remove the protection of ${range}`,
      what: "unprotect",
      fields: { id },
    };
    const under = [isWarningOnly ? "warns only" : `may be edited by ${who}`, description].filter(
      (text) => text !== "",
    );
    return line(range, String(id), under.join(" · "), [actButton(action, act)]);
  });
  fill("protection-list", "protection-count", protections, protections.length, "Nothing is protected.");
}

function showVersions(view: SheetView, act: Act): void {
  const lines = view.versions.map(({ number, atMs }) => {
    if (number === view.version) return line(`Version ${number}`, clockTime(atMs), "now");
    const action = {
      text: "Restore",
      label: `Restore version ${number}`,
      what: "restore version",
      fields: { number },
    };
    return line(`Version ${number}`, clockTime(atMs), "", [actButton(action, act)]);
  });
  fill("version-list", "version-count", lines, view.version, "");
}

function meter(name: string, used: number, limit: number | undefined): HTMLElement {
  if (limit === undefined) return line(name, `${grouped(used)} this minute`);
  const bar = element("meter", {
    attributes: {
      min: "0",
      max: String(limit),
      value: String(used),
      high: String(limit * 0.8),
      "aria-label": name,
    },
  });
  return line(element("span", {}, name, bar), `${grouped(used)} of ${grouped(limit)}`);
}

function showLimits({ reservedCells, cellLimit, quotas, trouble }: SheetView): void {
  const lines = [
    meter("Cells", reservedCells, cellLimit),
    ...quotas.map(({ name, used, limit }) => meter(name, used, limit)),
  ];
  byId("limits-list").replaceChildren(...lines);
  byId("limits-note").textContent = trouble.areQuotasOn
    ? "Quotas are on: counted by the minute, per user and per project."
    : "Quotas are off: requests are counted and never refused.";
}

/** Shows in a list what holds at present, unless somebody is choosing. */
function setChoice(id: string, value: string): void {
  const choice = byId<HTMLSelectElement>(id);
  if (choice !== document.activeElement) choice.value = value;
}

/** What stands above the grid and in the panels about the spreadsheet itself. */
export function showFacts(view: SheetView, act: Act): void {
  document.title = `${view.title} – Sheets emulator`;
  byId("title").textContent = view.title;
  byId("trashed").hidden = !view.isTrashed;
  byId("owner").textContent = view.owner;
  byId("modified").textContent = `version ${view.version}, ${clockTime(view.modifiedMs)} UTC`;
  showMetadata(view);
  showSharing(view, act);
  showVersions(view, act);
  showLimits(view);
  const { armed, held, staleSeconds, areQuotasOn, duplicateMetadataIds } = view.trouble;
  setChoice("quotas", areQuotasOn ? "on" : "off");
  setChoice("world", duplicateMetadataIds);
  const trouble = [
    armed > 0 ? `${counted(armed, "fault")} to come` : "",
    held > 0 ? `${counted(held, "call")} held` : "",
    staleSeconds > 0 ? `reads ${staleSeconds} s old` : "",
  ].filter((text) => text !== "");
  byId("trouble").hidden = trouble.length === 0;
  byId("trouble").textContent = trouble.join(" · ");
  byId("trouble-state").textContent =
    trouble.length === 0 ? "Nothing goes wrong at present." : `At present: ${trouble.join(", ")}.`;
  byId<HTMLButtonElement>("release-held").disabled = held === 0;
}
