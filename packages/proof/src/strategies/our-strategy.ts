import {
  GoogleReceiptBook,
  GoogleSheetSink,
  GoogleSheetsApi,
  GoogleSpreadsheetSetup,
} from "@attendance-export/adapter-sheets";
import {
  defaultExportPolicy,
  defaultTemplate,
  ExportAttendance,
  isPortFailure,
  LinkSheet,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import { sampleDraft } from "../sample-draft.ts";
import { type Shape, type Strategy, storyShape } from "./strategy.ts";
import { Crash, type Step } from "./virtual-world.ts";

const school = tenantId("school");

/** Every call of a port becomes a step of its process. */
const stepping = <Port extends object>(port: Port, step: Step): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) => step(async () => Reflect.apply(method, target, args));
    },
  });

/** The product's own use case and Google adapter; stores in memory, no retries within a run. */
export const ourStrategy: Strategy = {
  name: "**Attendance Export**",
  does: "plans a batch, writes it with its receipt in one atomic request, confirms",
  usedBy: "this project",
  open: async ({ emulator, credentials, clock }, { batchRows }: Shape = storyShape) => {
    const adapters = { ...openMemoryAdapters(), clock };
    const api = new GoogleSheetsApi({
      refreshToken: async () => credentials.refreshToken,
      client: { id: credentials.clientId, secret: credentials.clientSecret },
      clock,
      endpoints: { sheetsUrl: `${emulator.url}/`, tokenUrl: `${emulator.url}/token` },
    });
    const { link } = await new LinkSheet({ ...adapters, setup: new GoogleSpreadsheetSetup(api) }).execute({
      tenantId: school,
      spreadsheet: { title: "Attendance Export" },
      tabTitle: "Attendance",
      accountEmail: credentials.email,
      refreshToken: credentials.refreshToken,
      timeZone: timeZone("UTC"),
      template: defaultTemplate(),
    });
    return {
      spreadsheetId: link.sheet.spreadsheetId,
      tabId: link.sheet.tabId,
      approve: async (from, count) => {
        await adapters.register.put(
          school,
          Array.from({ length: count }, (_, index) => sampleDraft(from + index)),
        );
      },
      backlog: async () => (await adapters.register.tally(school)).backlog,
      run: async (step) => {
        const useCase = new ExportAttendance(
          {
            ...adapters,
            attendance: stepping(adapters.attendance, step),
            ledger: stepping(adapters.ledger, step),
            runs: stepping(adapters.runs, step),
            sink: stepping(new GoogleSheetSink(api), step),
            receipts: stepping(new GoogleReceiptBook(api), step),
          },
          { ...defaultExportPolicy, maxRows: batchRows },
        );
        try {
          await useCase.execute({ tenantId: school, trigger: "schedule" });
        } catch (failure) {
          if (failure instanceof Crash || !isPortFailure(failure)) throw failure;
        }
      },
    };
  },
};
