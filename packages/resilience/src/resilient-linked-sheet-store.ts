import type { LinkedSheetStore } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

const load: PortCall = { name: "LinkedSheetStore.load", service: "store", kind: "read" };
const list: PortCall = { name: "LinkedSheetStore.list", service: "store", kind: "read" };
const due: PortCall = { name: "LinkedSheetStore.due", service: "store", kind: "read" };

export const resilientLinkedSheetStore = (store: LinkedSheetStore, run: RunGuard): LinkedSheetStore => ({
  load: (tenantId) => run.call(load, () => store.load(tenantId)),
  list: (page) => run.call(list, () => store.list(page)),
  due: (now, page) => run.call(due, () => store.due(now, page)),
});
