import type { SpreadsheetSetup } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/** Nothing tells a second spreadsheet from the first, so after any doubt a person decides: an empty one may exist. */
const create: PortCall = { name: "SpreadsheetSetup.create", service: "sheets", kind: "once" };

/** Finds the tab by its id and leaves it. */
const addTab: PortCall = { name: "SpreadsheetSetup.addTab", service: "sheets", kind: "repeatable" };

/** Writes two marks that no batch uses and removes them again. */
const canary: PortCall = {
  name: "SpreadsheetSetup.receiptsAreWriteOnce",
  service: "sheets",
  kind: "repeatable",
};

export const resilientSpreadsheetSetup = (setup: SpreadsheetSetup, run: RunGuard): SpreadsheetSetup => ({
  create: (grant, plan) => run.call(create, () => setup.create(grant, plan)),
  addTab: (grant, plan) => run.call(addTab, () => setup.addTab(grant, plan)),
  receiptsAreWriteOnce: (grant, plan) => run.call(canary, () => setup.receiptsAreWriteOnce(grant, plan)),
});
