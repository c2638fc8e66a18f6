import type { AdminNotifier } from "@attendance-export/core";
import type { PortCall } from "./port-call.ts";
import type { RunGuard } from "./run-guard.ts";

/** The notice carries its id, so that a device shows it once however often it is told. */
const tell: PortCall = { name: "AdminNotifier.tell", service: "notices", kind: "repeatable" };

export const resilientAdminNotifier = (notifier: AdminNotifier, run: RunGuard): AdminNotifier => ({
  tell: (tenantId, notice, link) => run.call(tell, () => notifier.tell(tenantId, notice, link)),
});
