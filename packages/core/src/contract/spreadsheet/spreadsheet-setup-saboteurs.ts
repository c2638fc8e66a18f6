import { PortFailure } from "../../failures/port-failure.ts";
import type { SpreadsheetId } from "../../model/ids.ts";
import { timeZone } from "../../model/time.ts";
import type { TabPlan } from "../../ports/spreadsheet-setup.ts";
import type { Saboteurs } from "../contract.ts";
import { inabilitySaboteurs } from "./inability-saboteurs.ts";
import type { MemorySpreadsheetWorld } from "./memory-spreadsheet-world.ts";
import { brokenSetup, caught, type Saboteur } from "./sabotage.ts";
import type { SpreadsheetSetupSentence } from "./spreadsheet-setup-contract.ts";
import type { SpreadsheetSetupSubject } from "./spreadsheet-setup-subject.ts";

const headerOf = ({ template }: TabPlan): readonly string[] =>
  template.columns.map((column) => column.header);

/** Does something to the file after each tab it adds. */
const afterwards = (spoil: (world: MemorySpreadsheetWorld, plan: TabPlan) => void): Saboteur =>
  brokenSetup((world) => ({
    addTab: async (grant, plan) => {
      await world.setup.addTab(grant, plan);
      spoil(world, plan);
    },
  }));

/** For each guarantee of the set-up, one that breaks it. */
export const spreadsheetSetupSaboteurs: Saboteurs<SpreadsheetSetupSubject, SpreadsheetSetupSentence> = {
  ...inabilitySaboteurs,

  "makes a spreadsheet with that title in that time zone": brokenSetup(({ setup }) => ({
    create: (grant, { title }) => setup.create(grant, { title, timeZone: timeZone("UTC") }),
  })),
  "makes another spreadsheet at every call": brokenSetup(({ setup }) => {
    let made: Promise<SpreadsheetId> | undefined;
    return {
      create: (grant, plan) => {
        made ??= setup.create(grant, plan);
        return made;
      },
    };
  }),
  "adds a tab with our id and title, as wide as the template": brokenSetup(({ file }) => ({
    addTab: async (_grant, plan) =>
      file.addTab(plan.sheet.tabId, plan.title, [...headerOf(plan), ...Array<string>(18).fill("")]),
  })),
  "writes the template's header into row 1 and freezes it": afterwards(({ file }, { sheet }) => {
    const tab = file.tab(sheet.tabId);
    if (tab !== undefined) tab.frozenRows = 0;
  }),
  "keeps a header as text, whatever it looks like": brokenSetup(({ file }) => ({
    addTab: async (_grant, plan) =>
      file.addTab(
        plan.sheet.tabId,
        plan.title,
        headerOf(plan).map((header) => (Number.isNaN(Number(header)) ? header : String(Number(header)))),
      ),
  })),
  "leaves the tab as it is when repeated, whatever people did to it": brokenSetup(({ setup, file }) => ({
    addTab: async (grant, plan) => {
      file.deleteTab(plan.sheet.tabId);
      await setup.addTab(grant, plan);
    },
  })),
  "finds its tab on the repeat when the answer was lost": brokenSetup(({ setup, file }) => ({
    addTab: async (grant, plan) => {
      if (file.tab(plan.sheet.tabId) !== undefined)
        throw new PortFailure("request-malformed", "there is such a tab already");
      await setup.addTab(grant, plan);
    },
  })),
  "adds a number to a title that another tab has": afterwards(({ file }, { sheet, title }) => {
    const tab = file.tab(sheet.tabId);
    if (tab !== undefined) tab.title = title;
  }),
  "keeps a numbered title within 100 characters": afterwards(({ file }, { sheet, title }) => {
    const tab = file.tab(sheet.tabId);
    if (tab !== undefined && tab.title !== title) tab.title = `${title} (2)`;
  }),
  "leaves every other tab as it was": afterwards(({ file, sheet }) => {
    const theirs = file.tab(sheet.tabId);
    if (theirs !== undefined) theirs.title = "Attendance (old)";
  }),
  "tells that the spreadsheet is full": brokenSetup(({ setup, file }) => ({
    addTab: async (grant, plan) => {
      file.cellLimit += 1_000;
      await setup.addTab(grant, plan);
    },
  })),

  "finds that used receipt ids are refused, and leaves nothing behind": brokenSetup(({ setup, file }) => ({
    receiptsAreWriteOnce: async (grant, plan) => {
      const found = await setup.receiptsAreWriteOnce(grant, plan);
      file.write([{ mark: { id: plan.used, key: "ae", value: "canary" } }]);
      return found;
    },
  })),
  "finds that used receipt ids are accepted, and leaves no receipt behind": brokenSetup(({ setup }) => ({
    receiptsAreWriteOnce: async (grant, plan) => {
      await setup.receiptsAreWriteOnce(grant, plan);
      return true;
    },
  })),
  "is not misled by what a trial left that never ended": brokenSetup(({ setup, file }) => ({
    receiptsAreWriteOnce: async (grant, plan) => {
      const wasThere = file.mark(plan.fresh) !== undefined;
      return (await setup.receiptsAreWriteOnce(grant, plan)) && !wasThere;
    },
  })),
  "takes no failure for an answer, and mends on the repeat what it left": brokenSetup(({ setup }) => ({
    receiptsAreWriteOnce: async (grant, plan) =>
      (await caught(setup.receiptsAreWriteOnce(grant, plan))) === undefined,
  })),
};
