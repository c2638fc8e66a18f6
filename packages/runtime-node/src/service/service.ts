import { setTimeout } from "node:timers/promises";
import { type SmtpAlertsOptions, SmtpOperatorAlerts } from "@attendance-export/adapter-email";
import {
  DispatchDueExports,
  type DispatchPorts,
  type DispatchReport,
  EscalateDeadLetter,
  isPortFailure,
} from "@attendance-export/core";
import { compose } from "../composition.ts";
import type { Installation } from "../installation.ts";
import type { Settings } from "../settings.ts";
import { TenantRuns } from "../tenant-runs.ts";
import { resumeAbandonedRuns } from "./abandoned-runs.ts";
import { InProcessExportQueue } from "./in-process-export-queue.ts";
import { RunProgress } from "./run-progress.ts";
import { Scheduler } from "./scheduler.ts";
import { ServiceDesk } from "./service-desk.ts";
import type { ServiceLog } from "./service-log.ts";
import { ServiceMetrics } from "./service-metrics.ts";
import { ServiceWorker } from "./service-worker.ts";
import { LinkStandings } from "./standing.ts";

export interface ServiceSettings extends Pick<Settings, "data" | "google" | "policy" | "runsKeptMs"> {
  readonly log: ServiceLog;
  /** Runs at a time. */
  readonly concurrency: number;
  /** How often due links are looked for. */
  readonly everyMs: number;
  readonly smtp: SmtpAlertsOptions | undefined;
}

/** What the API works with. */
export interface Service {
  readonly installation: Installation;
  readonly runs: TenantRuns;
  readonly queue: InProcessExportQueue;
  readonly metrics: ServiceMetrics;
  readonly log: ServiceLog;
  readonly progress: RunProgress;
  /** Resolves once every run has ended after the batch it was at, and the store is closed. */
  stop(): Promise<void>;
}

/** So many tenants may wait in memory; the rest stays due in the store, where another process may find it. */
const MOST_WAITING = 1_000;

/** Starts the export as a service: finds what was left behind, then what is due, again and again. */
export const startService = async (settings: ServiceSettings): Promise<Service> => {
  const { log, concurrency, smtp } = settings;
  const queue = new InProcessExportQueue({ concurrency });
  const desk = new ServiceDesk(log);
  const progress = new RunProgress();
  const late: { metrics?: ServiceMetrics } = {};
  const installation = await compose({
    ...settings,
    watcher: progress,
    meter: (call, outcome, ms) => late.metrics?.meter(call, outcome, ms),
    desk: {
      tell: (tenantId, notice) => desk.tell(tenantId, notice),
      ask: (request) => queue.ask(request),
      bury: (letter) => queue.bury(letter),
    },
  });
  const standings = new LinkStandings(installation);
  const metrics = new ServiceMetrics({ standing: () => standings.read(), queue: () => queue });
  late.metrics = metrics;
  const runs = new TenantRuns(installation);
  const alerts = smtp === undefined ? desk : new SmtpOperatorAlerts(smtp);
  const escalate = new EscalateDeadLetter({ links: installation.links, alerts });
  let stopping = false;
  const scheduler = schedulerOf(settings, { ...installation, askedBy: runs.name, queue });
  queue.open(new ServiceWorker({ runs, escalate, metrics, log, progress, stop: () => stopping }));
  const left = await resumeAbandonedRuns({ links: installation.links, runs, queue });
  if (left.runs > 0) log.warn({ runs: left.runs }, "Runs of a process that died are taken up.");
  if (left.requests > 0)
    log.warn({ requests: left.requests }, "What a process that died had yet to run is run.");
  scheduler.start();
  return {
    ...{ installation, runs, queue, metrics, log, progress },
    stop: async () => {
      stopping = true;
      await scheduler.stop();
      await queue.close();
      installation.close();
    },
  };
};

const schedulerOf = (
  { log, everyMs }: ServiceSettings,
  {
    links,
    ledger,
    queue,
    clock,
    ids,
    askedBy,
  }: Required<DispatchPorts> & {
    readonly queue: InProcessExportQueue;
  },
): Scheduler => {
  const dispatch = new DispatchDueExports({ links, ledger, queue, clock, ids, askedBy });
  return new Scheduler({
    dispatch: () => dispatch.execute(),
    hasRoom: () => queue.waiting < MOST_WAITING,
    pause,
    everyMs,
    onReport: (report) => tell(log, report),
    onFailure: (thrown) => {
      if (!isPortFailure(thrown)) log.error({ err: thrown }, "A defect ended the look for due links.");
      else log.error({ code: thrown.code }, `Due links could not be read: ${thrown.message}`);
    },
  });
};

const tell = (log: ServiceLog, { asked, passedOver, failed, more }: DispatchReport): void => {
  if (asked + passedOver + failed.length === 0) return;
  log.info({ asked, passedOver, failed: failed.length, more }, "Due links were asked for.");
  for (const { tenantId, failure } of failed)
    log.warn({ tenant: tenantId, code: failure.code }, `A due link was passed by: ${failure.message}`);
};

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await setTimeout(ms, undefined, { signal }).catch((cause: unknown) => {
    if (!signal.aborted) throw cause;
  });
};
