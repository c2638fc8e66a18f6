import type { TenantId, TimeZone } from "@attendance-export/core";
import { composeStores } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { type ImportedFile, importFile } from "../../import/import-file.ts";
import type { ImportSummary } from "../../import/import-records.ts";
import { ProblemReport } from "../../import/problem-report.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { amount, counted, Progress } from "../progress.ts";

export interface ImportOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly mapping?: string;
  readonly timeZone?: TimeZone;
  readonly report?: string;
}

/** Brings a file's records into the store. Ends with 1 if a row was refused: scripts must not take a part for the whole. */
export const importCommand = async (
  file: string,
  options: ImportOptions,
  context: CommandContext,
): Promise<number> => {
  using stores = composeStores(dataFolder(options.data));
  const { register } = stores;
  const { summary, assumed } = await importWithProgress(file, { ...options, register }, context);
  if (options.json) writeJson(context, { tenant: options.tenant, ...summary, assumed });
  else for (const line of [...summaryLines(summary), ...assumed]) context.out.line(line);
  if (summary.stopped) return exitCode.interrupted;
  return summary.rejected === 0 ? exitCode.ok : exitCode.failed;
};

type ImportRequest = Pick<ImportOptions, "tenant" | "mapping" | "timeZone" | "report"> &
  Pick<Parameters<typeof importFile>[0], "register">;

/** Shows problems and progress as they come. */
export const importWithProgress = async (
  file: string,
  { tenant, mapping, timeZone, report, register }: ImportRequest,
  { err, interruption }: CommandContext,
): Promise<ImportedFile> => {
  let share = 0;
  const progress = new Progress(err, { label: "import", unit: "records", share: () => share });
  const problems = new ProblemReport(file, (line) => progress.interject(line), report);
  const imported = await importFile({
    file,
    mappingFile: mapping,
    timeZone,
    tenantId: tenant,
    register,
    onProblem: (place, message) => problems.add(place, message),
    onProgress: (records, read) => {
      share = read;
      progress.update(records);
    },
    signal: interruption.signal,
  });
  progress.finish();
  await problems.finish();
  return imported;
};

/** What an import did, for people: nothing of the file is left unexplained. */
export const summaryLines = (summary: ImportSummary): readonly string[] => {
  const { added, changed, unchanged, rejected, skipped, columnsLeftOut, stopped } = summary;
  const lines = [
    `${amount(added + changed + unchanged, "record")}: ${counted(added)} new, ${counted(changed)} changed, ${counted(unchanged)} as before`,
  ];
  if (rejected > 0)
    lines.push(`${amount(rejected, "row")} refused; mend what is wrong and import the file again`);
  for (const { because, count } of skipped) lines.push(`${counted(count)} passed over: ${because}`);
  if (columnsLeftOut.length > 0) lines.push(`columns left out: ${columnsLeftOut.join(", ")}`);
  if (stopped) lines.push("stopped before the end; importing the file again goes on");
  return lines;
};
