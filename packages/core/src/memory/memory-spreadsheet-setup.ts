import { isPortFailure } from "../failures/port-failure.ts";
import type { SpreadsheetId } from "../model/ids.ts";
import type { Grant } from "../model/linked-sheet.ts";
import type { TimeZone } from "../model/time.ts";
import type { CanaryPlan, SpreadsheetSetup, TabPlan } from "../ports/spreadsheet-setup.ts";
import { RECEIPT_KEY } from "../protocol/receipt-mark.ts";
import { freeTitle } from "../protocol/tab-title.ts";
import type { MemorySpreadsheets } from "./memory-spreadsheets.ts";

export class MemorySpreadsheetSetup implements SpreadsheetSetup {
  readonly #service: MemorySpreadsheets;

  constructor(service: MemorySpreadsheets) {
    this.#service = service;
  }

  async create(
    grant: Grant,
    plan: { readonly title: string; readonly timeZone: TimeZone },
  ): Promise<SpreadsheetId> {
    return this.#service.request(grant, () => this.#service.create(plan.title, plan.timeZone).spreadsheetId);
  }

  async addTab(grant: Grant, { sheet, title, template }: TabPlan): Promise<void> {
    this.#service.requestOn(grant, sheet.spreadsheetId, (file) => {
      const taken = file.tabs.map((tab) => tab.title);
      const header = template.columns.map((column) => column.header);
      file.addTab(sheet.tabId, freeTitle(title, taken), header);
    });
  }

  async receiptsAreWriteOnce(grant: Grant, { spreadsheetId, used, fresh }: CanaryPlan): Promise<boolean> {
    return this.#service.requestOn(grant, spreadsheetId, (file) => {
      const canary = (id: number) => ({ mark: { id, key: RECEIPT_KEY, value: "canary" } });
      file.removeMarks([used, fresh]);
      try {
        file.write([canary(used)]);
        file.write([canary(fresh), canary(used)]);
      } catch (thrown) {
        if (!isPortFailure(thrown) || thrown.code !== "receipt-in-use") throw thrown;
        return file.mark(fresh) === undefined;
      } finally {
        file.removeMarks([used, fresh]);
      }
      return false;
    });
  }
}
