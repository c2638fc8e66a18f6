import { setTimeout } from "node:timers/promises";
import type { TenantId } from "@attendance-export/core";
import { compose } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { exportPolicy } from "../../export-policy.ts";
import { googleSettings } from "../../google-settings.ts";
import { TenantExporter, type WaitUntil } from "../../tenant-exporter.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { describeExport, worstOf } from "../describe-export.ts";
import { ExportProgress } from "../export-progress.ts";
import { duration } from "../progress.ts";
import { linkedTenants } from "./linked-tenants.ts";

export interface ExportOptions extends CommonOptions {
  readonly tenant?: TenantId;
  readonly batchRows: number;
  /** Seconds after which a request without an answer takes no effect any more. */
  readonly lateSeconds: number;
  readonly wait?: boolean;
}

/** Brings the sheets of one tenant or of all up to date, one after another. */
export const exportCommand = async (options: ExportOptions, context: CommandContext): Promise<number> => {
  const progress = new ExportProgress(context.err);
  const google = googleSettings(context.environment);
  using installation = await compose({
    data: dataFolder(options.data),
    google,
    policy: exportPolicy(options, google),
    watcher: progress,
    say: (line) => context.err.line(line),
  });
  const exporter = new TenantExporter(installation);
  const { stop } = context.interruption;
  const results = [];
  for (const { tenantId } of await linkedTenants(installation.links, options.tenant)) {
    if (stop()) break;
    const startedAt = performance.now();
    progress.begin(tenantId, (await installation.register.tally(tenantId)).backlog);
    const result = await exporter.execute(
      tenantId,
      stop,
      options.wait ? waiting(tenantId, context) : undefined,
    );
    progress.end();
    const { status, text, exitCode } = describeExport(result);
    if (!options.json) context.out.line(`${context.out.style("bold", tenantId)}: ${text}`);
    const counts = result.status === "ran" ? result.counts : { exported: 0, batches: 0, quarantined: 0 };
    results.push({ tenant: tenantId, status, ...counts, ms: since(startedAt), message: text, exitCode });
  }
  if (options.json) writeJson(context, { tenants: results.map(({ exitCode: _, ...result }) => result) });
  return worstOf(results.map(({ exitCode }) => exitCode));
};

/** Sleeps until an unanswered request is settled, or until Ctrl-C. */
const waiting =
  (tenantId: TenantId, { err, interruption }: CommandContext): WaitUntil =>
  async (until) => {
    const ms = Math.max(0, until - Date.now());
    err.line(`${tenantId}: a request got no answer; waiting ${duration(ms / 1_000)} until it is settled`);
    await setTimeout(ms, undefined, { signal: interruption.signal }).catch((cause: unknown) => {
      if (!interruption.stop()) throw cause;
    });
  };

const since = (startedAt: number): number => Math.round(performance.now() - startedAt);
