import type { StoredFile } from "../files/file.ts";
import { fileName } from "../files/file.ts";
import type { Reply } from "../server/reply.ts";
import { moduleName } from "./browser-module.ts";
import { escapeHtml } from "./escape-html.ts";
import { markSvg, pageReply } from "./page-shell.ts";
import { sheetPanels } from "./sheet-panels.ts";

const home = `<a class="mark" href="/">${markSvg}<span>Sheets emulator</span></a>`;

const bar = (title: string): string =>
  `<header class="bar">${home}<h1 id="title">${title}</h1><span class="badge bad" id="trashed" hidden>in the bin</span>` +
  '<span class="badge warn" id="trouble" hidden></span>' +
  '<div class="facts soft small"><span id="owner"></span><span id="modified"></span><span class="badge" id="live">connecting</span></div></header>';

const tools =
  '<div class="tools"><form id="go-to"><label for="go-to-row">Row</label><input type="number" id="go-to-row" min="1" required>' +
  '<button>Go</button><button type="button" id="go-to-end">Last row</button></form>' +
  '<label class="check"><input type="checkbox" id="follow"> Follow new rows</label></div>';

const cellLine =
  '<div class="cell-line"><output id="cell-name" aria-label="Chosen cell">A1</output>' +
  '<div class="cell-full"><span id="cell-text" aria-live="polite"></span><span class="soft small" id="cell-shown"></span><span class="soft small" id="cell-note"></span></div></div>';

const grid =
  '<div class="grid" id="grid" role="grid" tabindex="0" aria-label="Cells">' +
  '<div id="grid-canvas"><div id="grid-head" role="rowgroup"></div><div id="grid-body"><div id="grid-rows" role="rowgroup"></div></div></div></div>';

const foot =
  '<footer class="foot"><span id="size"></span><span id="news" role="status"></span><span id="status" role="status"></span></footer>';

/** `/spreadsheets/d/{id}/edit`, where Google has its own page: the grid, for a person to look at, and what can happen to it. */
export function sheetPage(file: StoredFile): Reply {
  const title = escapeHtml(fileName(file));
  return pageReply(200, {
    title: `${fileName(file)} – Sheets emulator`,
    bodyClass: "sheet",
    bodyData: { "spreadsheet-id": file.id },
    styles: ["base.css", "grid.css", "sheet.css"],
    scripts: [moduleName("sheet")],
    main:
      `<a class="skip" href="#grid">Skip to the cells</a>${bar(title)}` +
      `<div class="above">${tools}<div id="tabs" role="tablist" aria-label="Tabs"></div></div>${cellLine}` +
      `<main class="work">${grid}<aside class="panels" aria-label="About this spreadsheet">${sheetPanels}</aside></main>${foot}` +
      "<noscript><p>The cells are shown by a script of the emulator’s own.</p></noscript>",
  });
}

/** For an id that nothing has, or something that is no spreadsheet. */
export const missingSheetPage = (): Reply =>
  pageReply(404, {
    title: "Not found – Sheets emulator",
    bodyClass: "sign-in",
    styles: ["base.css", "consent.css"],
    main: `<main class="card"><header>${home}</header><div class="inside"><h1>There is no such spreadsheet here</h1><p>It may have been deleted for good, or it is a file of another kind.</p><p><a href="/">All files</a></p></div></main>`,
  });
