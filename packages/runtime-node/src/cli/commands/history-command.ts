import type { SyncRun, TenantId } from "@attendance-export/core";
import { composeStores } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { counted, duration } from "../progress.ts";
import { textTable } from "../text-table.ts";

export interface HistoryOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly limit: number;
}

/** The latest runs of a tenant, newest first. */
export const historyCommand = async (options: HistoryOptions, context: CommandContext): Promise<number> => {
  using stores = composeStores(dataFolder(options.data));
  const runs = await stores.runs.recent(options.tenant, { limit: options.limit });
  if (options.json) writeJson(context, { tenant: options.tenant, runs: runs.map(asJson) });
  else if (runs.length === 0) context.out.line(`${options.tenant} has no runs yet.`);
  else context.out.line(textTable(columns, runs.map(asRow)));
  return exitCode.ok;
};

const columns = [
  { name: "started" },
  { name: "trigger" },
  { name: "status" },
  { name: "records", align: "right" },
  { name: "batches", align: "right" },
  { name: "set aside", align: "right" },
  { name: "took", align: "right" },
  { name: "why" },
] as const;

const asRow = ({ startedAt, completedAt, trigger, status, counts, errorCode, errorMessage }: SyncRun) => [
  new Date(startedAt).toISOString(),
  trigger,
  status,
  counted(counts.exported),
  counted(counts.batches),
  counted(counts.quarantined),
  completedAt === null ? "" : duration((completedAt - startedAt) / 1_000),
  errorCode === null ? "" : `${errorMessage} (${errorCode})`,
];

const asJson = ({ startedAt, completedAt, ...run }: SyncRun) => ({
  ...run,
  startedAt: new Date(startedAt).toISOString(),
  completedAt: completedAt === null ? null : new Date(completedAt).toISOString(),
  durationMs: completedAt === null ? null : completedAt - startedAt,
});
