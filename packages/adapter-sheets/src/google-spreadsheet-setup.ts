import {
  type CanaryPlan,
  freeTitle,
  type Grant,
  InvalidInput,
  PortFailure,
  type SpreadsheetId,
  type SpreadsheetSetup,
  spreadsheetId,
  type TabPlan,
  type TimeZone,
} from "@attendance-export/core";
import { receiptsAreWriteOnce } from "./canary.ts";
import { field } from "./google-answer.ts";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { newTab } from "./new-tab.ts";
import { listTabs } from "./tabs.ts";

/** Titles are looked up and used in two requests, and somebody may take ours between them. */
const MAX_TRIES = 3;

/** Spreadsheets, our tab in them, and the trial of Google's promise. */
export class GoogleSpreadsheetSetup implements SpreadsheetSetup {
  readonly #api: GoogleSheetsApi;

  constructor(api: GoogleSheetsApi) {
    this.#api = api;
  }

  async create(
    grant: Grant,
    { title, timeZone }: { readonly title: string; readonly timeZone: TimeZone },
  ): Promise<SpreadsheetId> {
    const requestBody = { properties: { title, timeZone } };
    const data = await this.#api.create(grant, (sheets, options) =>
      sheets.spreadsheets.create({ requestBody, fields: "spreadsheetId" }, options),
    );
    return createdId(field(data, "spreadsheetId"));
  }

  async addTab(grant: Grant, { sheet, title, template }: TabPlan): Promise<void> {
    let failure = new PortFailure("refused-unknown", "the tab could not be added");
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const tabs = await listTabs(this.#api, grant, sheet.spreadsheetId);
      // Tab and header come in one request, so a tab that is there is whole, also if we never got the answer.
      if (tabs.some(({ tabId }) => tabId === sheet.tabId)) return;
      const free = freeTitle(
        title,
        tabs.map((tab) => tab.title),
      );
      const result = await this.#api.batchUpdate(
        grant,
        sheet.spreadsheetId,
        newTab(sheet.tabId, free, template),
      );
      if (result.status === "written") return;
      failure = result.failure;
      if (failure.code !== "refused-unknown") break;
    }
    throw failure;
  }

  receiptsAreWriteOnce(grant: Grant, plan: CanaryPlan): Promise<boolean> {
    return receiptsAreWriteOnce(this.#api, grant, plan);
  }
}

/** A proxy may answer with anything: an id that is none is Google's malformed answer, not the caller's mistake. */
const createdId = (id: unknown): SpreadsheetId => {
  try {
    if (typeof id === "string") return spreadsheetId(id);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
  }
  throw new PortFailure("answer-malformed", "Google Sheets made a spreadsheet and did not say which");
};
