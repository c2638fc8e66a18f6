import type { DeadLetter } from "@attendance-export/core";

/** The attempts before the last one, some twenty minutes apart at most, and what came right after it. */
const BEFORE_MS = 60 * 60_000;
const AFTER_MS = 5 * 60_000;

/** Where Cloud Logging shows what the functions said of that tenant around the failure: Logs Explorer, with its query filled in. */
export const logsUrl = (projectId: string, { tenantId, at }: Pick<DeadLetter, "tenantId" | "at">): string => {
  const query = [
    `jsonPayload.tenantId=${JSON.stringify(tenantId)}`,
    `timestamp>="${new Date(at - BEFORE_MS).toISOString()}"`,
    `timestamp<="${new Date(at + AFTER_MS).toISOString()}"`,
  ];
  const text = encodeURIComponent(query.join("\n"));
  return `https://console.cloud.google.com/logs/query;query=${text}?project=${encodeURIComponent(projectId)}`;
};
