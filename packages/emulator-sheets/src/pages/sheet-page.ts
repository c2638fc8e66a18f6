import { fileName, type StoredFile } from "../files/file.ts";
import type { Files } from "../files/files.ts";
import { columnName } from "../ranges/a1.ts";
import { areaOf } from "../ranges/grid-range.ts";
import type { Surface } from "../server/operation.ts";
import { htmlReply, type Reply } from "../server/reply.ts";
import type { Sheet, Spreadsheet } from "../spreadsheet/spreadsheet.ts";
import type { EmulatorClock } from "../time/clock.ts";
import { readValues } from "../values/read-values.ts";
import { escapeHtml } from "./escape-html.ts";

/** Rows on one page: what a browser lays out at once without a pause. */
const pageRows = 200;

const style = `
  body { font: 14px/1.4 system-ui, sans-serif; margin: 0; color: #1f2328; }
  header, nav { padding: 10px 16px; }
  header { background: #0f7b3f; color: #fff; } header small { opacity: .8; margin-left: 12px; }
  nav { border-bottom: 1px solid #d0d7de; display: flex; gap: 12px; flex-wrap: wrap; }
  nav a { color: inherit; text-decoration: none; padding: 2px 8px; border-radius: 4px; }
  nav a[aria-current] { background: #dafbe1; font-weight: 600; }
  table { border-collapse: collapse; } th, td { border: 1px solid #d0d7de; padding: 2px 8px; text-align: left; }
  td { white-space: pre-wrap; max-width: 28em; overflow-wrap: anywhere; }
  th { background: #f6f8fa; font-weight: 500; color: #59636e; position: sticky; top: 0; }
  .grid { overflow: auto; }
`;

function gridTable(sheet: Sheet, spreadsheet: Spreadsheet, from: number, nowMs: number): string {
  const endRow = Math.min(from + pageRows, sheet.grid.rowCount);
  const area = areaOf({ startRowIndex: from, endRowIndex: endRow }, sheet.grid);
  const { values = [] } = readValues(sheet, area, spreadsheet, {}, nowMs);
  const width = Math.max(1, ...values.map((row) => row.length));
  const letters = Array.from({ length: width }, (_, column) => `<th scope="col">${columnName(column)}</th>`);
  const rows = values.map((row, index) => {
    const cells = Array.from(
      { length: width },
      (_, column) => `<td>${escapeHtml(String(row[column] ?? ""))}</td>`,
    );
    return `<tr><th scope="row">${from + index + 1}</th>${cells.join("")}</tr>`;
  });
  return `<div class="grid"><table><thead><tr><th></th>${letters.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

function page(file: StoredFile, spreadsheet: Spreadsheet, query: URLSearchParams, nowMs: number): Reply {
  const gid = query.get("gid");
  const chosen = spreadsheet.sheets.find(({ properties }) => String(properties.sheetId) === gid);
  const sheet = chosen ?? spreadsheet.sheets[0];
  if (sheet === undefined) return htmlReply(404, "no sheet");
  const wanted = Math.floor(Number(query.get("from") ?? 0) / pageRows) * pageRows;
  const from = Math.min(Math.max(0, wanted || 0), sheet.grid.rowCount - 1);
  const link = (sheetId: number, start: number): string => `?gid=${sheetId}&amp;from=${start}`;
  const { sheetId } = sheet.properties;
  const tabs = spreadsheet.sheets.map(({ properties }) => {
    const current = properties.sheetId === sheetId ? ' aria-current="page"' : "";
    return `<a href="${link(properties.sheetId, 0)}"${current}>${escapeHtml(properties.title)}</a>`;
  });
  const { dataEnd, rowCount } = sheet.grid;
  const earlier = from > 0 ? `<a href="${link(sheetId, from - pageRows)}">← earlier rows</a>` : "";
  const later =
    from + pageRows < dataEnd ? `<a href="${link(sheetId, from + pageRows)}">later rows →</a>` : "";
  const last = dataEnd > pageRows ? `<a href="${link(sheetId, dataEnd - 1)}">last row</a>` : "";
  const title = escapeHtml(fileName(file));
  return htmlReply(
    200,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style>
<header><strong>${title}</strong><small>${dataEnd} rows with data of ${rowCount} · ${spreadsheet.metadata.length} metadata entries · emulated</small></header>
<nav aria-label="Tabs">${tabs.join("")}</nav><nav aria-label="Rows">${earlier}${later}${last}<span>from row ${from + 1}</span></nav>
${gridTable(sheet, spreadsheet, from, nowMs)}</html>`,
  );
}

/** `/spreadsheets/d/{id}/edit`, where Google has its own page: the grid, for a person to look at. */
export const sheetPageSurface =
  (files: Files, clock: EmulatorClock): Surface =>
  ({ httpMethod, segments, query }) => {
    const [spreadsheets, d, id = "", edit] = segments;
    if (httpMethod !== "GET" || spreadsheets !== "spreadsheets" || d !== "d" || edit !== "edit")
      return undefined;
    return {
      kind: "plain",
      run() {
        const file = files.find(id);
        const spreadsheet = file?.current?.spreadsheet;
        if (file === undefined || spreadsheet === undefined) {
          return htmlReply(
            404,
            "<!doctype html><title>Not found</title><p>There is no such spreadsheet here.",
          );
        }
        return page(file, spreadsheet, query, clock.now());
      },
    };
  };
