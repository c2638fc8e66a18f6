import { MemoryAdminNotifier } from "../memory/memory-admin-notifier.ts";
import { MemoryExportQueue } from "../memory/memory-export-queue.ts";
import { MemoryOperatorAlerts, type RaisedAlert } from "../memory/memory-operator-alerts.ts";
import type { AdminNotifierSubject } from "./admin-notifier-contract.ts";
import type { ExportQueueSubject } from "./export-queue-contract.ts";
import type { MessageSubject } from "./message-world.ts";
import type { OperatorAlertsSubject } from "./operator-alerts-contract.ts";

/** Subjects on the memory adapters; what wraps a port, and what breaks one, starts here. */

type Troubled = MemoryAdminNotifier | MemoryExportQueue | MemoryOperatorAlerts;

const parts = (port: Troubled, code: NonNullable<Troubled["trouble"]>): MessageSubject => ({
  lever: {
    refuse: async () => {
      port.trouble = code;
    },
    release: async () => {
      port.trouble = undefined;
    },
  },
  secrets: () => [],
  close: async () => undefined,
});

export const openMemoryExportQueue = async (): Promise<ExportQueueSubject> => {
  const port = new MemoryExportQueue();
  return {
    ...parts(port, "queue-unavailable"),
    port,
    backDoor: { delivered: async () => [...port.asked], buried: async () => [...port.buried] },
  };
};

export const openMemoryOperatorAlerts = async (): Promise<OperatorAlertsSubject> => {
  const port = new MemoryOperatorAlerts();
  return {
    ...parts(port, "notice-undelivered"),
    port,
    backDoor: {
      read: async () => port.raised.map((alert) => ({ key: alert.letter.id, text: textOf(alert) })),
    },
  };
};

const textOf = ({ letter, link }: RaisedAlert): string =>
  [
    `${letter.tenantId} ${letter.runId} ${letter.code} ${new Date(letter.at).toISOString()}`,
    letter.message,
    `${letter.exported} exported, ${letter.attempts} attempts, ${link?.sheet.spreadsheetId ?? "no link"}`,
  ].join("\n");

export const openMemoryAdminNotifier = async (): Promise<AdminNotifierSubject> => {
  const port = new MemoryAdminNotifier();
  return {
    ...parts(port, "notice-undelivered"),
    port,
    backDoor: {
      admins: async (tenantId) => [`all of ${tenantId}`],
      received: async (tenantId) =>
        port.told
          .filter((told) => told.tenantId === tenantId)
          .map(({ notice }) => ({ to: `all of ${tenantId}`, noticeId: notice.id, kind: notice.kind })),
    },
  };
};
