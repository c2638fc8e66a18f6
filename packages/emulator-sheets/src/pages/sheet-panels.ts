/** A label above its field. */
const field = (label: string, input: string, width?: "short" | "wide"): string =>
  `<label class="field${width === undefined ? "" : ` ${width}`}"><span>${label}</span>${input}</label>`;

const numberField = (label: string, name: string, value: number, least = 1): string =>
  field(label, `<input type="number" name="${name}" value="${value}" min="${least}" required>`, "short");

const select = (
  label: string,
  name: string,
  options: Readonly<Record<string, string>>,
  { id, width }: { readonly id?: string; readonly width?: "wide" } = {},
): string => {
  const items = Object.entries(options).map(([value, text]) => `<option value="${value}">${text}</option>`);
  return field(
    label,
    `<select name="${name}"${id === undefined ? "" : ` id="${id}"`}>${items.join("")}</select>`,
    width,
  );
};

const button = (what: string, text: string): string => `<button data-what="${what}">${text}</button>`;

/** A button for what cannot be undone: it asks first. */
const dangerButton = (what: string, text: string, question: string): string =>
  `<button class="danger" data-what="${what}" data-confirm="${question}">${text}</button>`;

const order = (...parts: readonly string[]): string =>
  `<form class="order" data-what="">${parts.join("")}</form>`;

interface Panel {
  readonly title: string;
  readonly count?: string;
  readonly kind?: "people" | "faults";
  readonly isOpen?: boolean;
  readonly inside: string;
}

function panel({ title, count, kind = undefined, isOpen = false, inside }: Panel): string {
  const badge = count === undefined ? "" : `<span class="badge" id="${count}">0</span>`;
  return (
    `<details class="panel${kind === undefined ? "" : ` ${kind}`}"${isOpen ? " open" : ""}>` +
    `<summary>${title}${badge}</summary><div class="inside">${inside}</div></details>`
  );
}

const list = (id: string): string => `<ul class="lines" id="${id}"></ul>`;

/** The forms for what people do to a spreadsheet in Google's editor, while a program writes to it. */
const peopleForms = [
  '<p class="soft small">In Google’s editor, beside the API. Rows and columns are counted from the chosen cell.</p>',
  order(field("Type into the chosen cell", '<input name="text">'), button("type", "Type")),
  order(
    field("Name of the tab", '<input name="title" id="tab-title" required maxlength="100">'),
    button("rename tab", "Rename"),
    button("add tab", "Add another"),
  ),
  order(
    select("Rows or columns", "dimension", { rows: "rows", columns: "columns" }),
    numberField("How many", "count", 1),
    button("insert", "Insert"),
    button("delete", "Delete"),
  ),
  order(
    select("Sort by the chosen column", "order", { ascending: "A to Z", descending: "Z to A" }),
    numberField("Header rows", "headerRows", 1, 0),
    button("sort", "Sort"),
    button("filter", "Add a filter"),
  ),
  order(
    field("May still edit the tab", '<input name="editor" type="email" placeholder="only the owner">'),
    button("protect", "Protect tab"),
  ),
  order(
    field("Share with", '<input name="email" type="email" required placeholder="bob@example.com">', "wide"),
    select("As", "role", { writer: "editor", commenter: "commenter", reader: "viewer" }),
    button("share", "Share"),
  ),
  order(
    button("trash", "Move to the bin"),
    button("untrash", "Take out of the bin"),
    button("copy", "Make a copy"),
    button("fill to the limit", "Fill to the limit"),
    button("replace by an Office file", "Replace by an Office file"),
  ),
  order(
    dangerButton("delete tab", "Delete tab", "Delete this tab?"),
    dangerButton("delete forever", "Delete for good", "Delete this spreadsheet for good?"),
  ),
].join("");

const faultNames = {
  "commit drop": "is done, and the connection drops",
  "commit 503": "is done, and answered 503",
  "commit 502": "is done, and answered 502 in HTML",
  late: "loses its connection, and is done later",
  "refuse drop": "is not done, and the connection drops",
  "refuse 503": "is not done, and answered 503",
  "refuse 502": "is not done, and answered 502 in HTML",
  delay: "takes five seconds",
};
const targetNames = {
  "sheets writes": "write to Sheets",
  "sheets reads": "read of Sheets",
  drive: "call of Drive",
  tokens: "call of OAuth",
};

/** The forms for what goes wrong between a program and Google. */
const faultForms = [
  '<p class="soft small">For the whole emulator, whichever spreadsheet is looked at. <strong id="trouble-state"></strong></p>',
  order(
    select("The next", "target", targetNames),
    numberField("How many", "times", 1),
    select("What happens to it", "fault", faultNames, { width: "wide" }),
    button("arm", "Arm"),
    '<button data-what="release held calls" id="release-held">Do the held calls now</button>',
    button("clear faults", "Clear"),
  ),
  order(
    field("Age of reads, in seconds", '<input type="number" name="seconds" value="0" min="0" required>'),
    button("set stale reads", "Set"),
  ),
  order(
    select(
      "A metadata id in use is",
      "duplicateMetadataIds",
      {
        refused: "refused (documented)",
        accepted: "accepted (the other world)",
      },
      { id: "world" },
    ),
    button("choose world", "Choose"),
  ),
  order(
    select("Google’s quotas", "isOn", { on: "on", off: "off" }, { id: "quotas" }),
    button("set quotas", "Switch"),
  ),
].join("");

/** The panels beside the grid; their lists are filled by the page's script. */
export const sheetPanels = [
  panel({
    title: "Requests",
    count: "call-count",
    isOpen: true,
    inside: `<label class="check"><input type="checkbox" id="all-calls"> of every spreadsheet</label><ul class="lines" id="call-list"><li class="soft">None yet.</li></ul>`,
  }),
  panel({
    title: "Developer metadata",
    count: "metadata-count",
    isOpen: true,
    inside: `${list("metadata-list")}<p class="soft small" id="metadata-note"></p>`,
  }),
  panel({ title: "What people do", kind: "people", inside: peopleForms }),
  panel({ title: "What goes wrong", kind: "faults", inside: faultForms }),
  panel({ title: "Shared with", count: "sharing-count", inside: list("sharing-list") }),
  panel({ title: "Protection", count: "protection-count", inside: list("protection-list") }),
  panel({ title: "Versions", count: "version-count", inside: list("version-list") }),
  panel({
    title: "Limits and quotas",
    inside: `${list("limits-list")}<p class="soft small" id="limits-note"></p>`,
  }),
].join("");
