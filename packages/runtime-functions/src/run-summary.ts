import {
  type EpochMs,
  failureKind,
  isPortFailure,
  type LinkedSheetStore,
  PortFailure,
  type RunReport,
  type TenantId,
} from "@attendance-export/core";
import type { CloudLog } from "./logging/cloud-log.ts";
import { describeError } from "./logging/describe-error.ts";
import type { LogFields } from "./logging/log-fields.ts";

type Ran = Extract<RunReport, { status: "ran" }>;

/**
 * One line for each run, which metrics count (`event="run.finished"`). Of a run that failed it says whether that began an
 * incident, for which the link is read once more: a link in error fails at every look, and only the first is news.
 */
export const logRun = async (
  log: CloudLog,
  links: Pick<LinkedSheetStore, "load">,
  tenantId: TenantId,
  report: RunReport,
): Promise<void> => {
  if (report.status === "unlinked")
    log.warn("The tenant has no linked sheet.", { event: "run.not-begun", outcome: "unlinked" });
  else if (report.status === "busy")
    log.info("Another run is at work on this link.", { event: "run.not-begun", outcome: "busy" });
  else if (report.ending.status === "failed") logFailure(log, report, await openedAt(links, tenantId));
  else log.info(`Exported ${report.counts.exported} records: ${report.ending.status}.`, fieldsOf(report));
};

const fieldsOf = ({ runId, ending, counts, startedAt, completedAt }: Ran): LogFields => ({
  event: "run.finished",
  runId,
  outcome: ending.status,
  counts,
  durationMs: completedAt - startedAt,
});

/** What operators must mend, and what is news, is an error; what passes by itself, and what is known, is a warning. */
const logFailure = (log: CloudLog, report: Ran, incidentSince: EpochMs | undefined): void => {
  if (report.ending.status !== "failed") return;
  const { code, message } = report.ending.failure;
  const { class: nature, blame } = failureKind(code);
  const incidentOpened = incidentSince !== undefined && incidentSince >= report.startedAt;
  const fields: LogFields = {
    ...fieldsOf(report),
    code,
    blame,
    incidentOpened,
    error: describeError(new PortFailure(code, message)),
  };
  const isGrave = incidentOpened || (nature === "permanent" && blame === "operator");
  if (isGrave) log.error(`The export failed: ${code}.`, fields);
  else log.warn(`The export failed: ${code}.`, fields);
};

const openedAt = async (
  links: Pick<LinkedSheetStore, "load">,
  tenantId: TenantId,
): Promise<EpochMs | undefined> => {
  try {
    return (await links.load(tenantId))?.link.incident?.openedAt;
  } catch (failure) {
    // The run is over and written down; for want of a word in a log it is not repeated.
    if (isPortFailure(failure)) return undefined;
    throw failure;
  }
};
