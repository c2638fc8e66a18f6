import { CronerTimetable } from "@attendance-export/adapter-croner";
import { EscalateDeadLetter, type SheetSink } from "@attendance-export/core";
import { pino } from "pino";
import { nodeApi } from "../src/api/node-api.ts";
import { type Page, pageRoutes } from "../src/api/page.ts";
import { InProcessExportQueue } from "../src/service/in-process-export-queue.ts";
import { RunProgress } from "../src/service/run-progress.ts";
import { ServiceDesk } from "../src/service/service-desk.ts";
import { ServiceMetrics } from "../src/service/service-metrics.ts";
import { ServiceWorker } from "../src/service/service-worker.ts";
import { LinkStandings } from "../src/service/standing.ts";
import { TenantRuns } from "../src/tenant-runs.ts";
import { memoryInstallation } from "./memory-installation.ts";

export interface MemoryServiceOptions {
  readonly records?: number;
  readonly token?: string;
  readonly patienceMs?: number;
  readonly hasPage?: boolean;
  /** A built page that is served too. */
  readonly page?: Page;
  readonly around?: (sink: SheetSink) => SheetSink;
}

/** The API over an installation in memory with one linked tenant, asked without a socket. */
export const memoryService = async ({
  records = 3,
  token,
  patienceMs,
  around,
  hasPage = false,
  page,
}: MemoryServiceOptions = {}) => {
  const { installation: inMemory, google, consent, clock } = await memoryInstallation(records, {}, around);
  // The one in memory reads no cron expression.
  const installation = { ...inMemory, timetable: new CronerTimetable() };
  const log = pino({ enabled: false });
  const queue = new InProcessExportQueue({ concurrency: 2 });
  const progress = new RunProgress();
  const runs = new TenantRuns(installation);
  const standings = new LinkStandings(installation);
  const metrics = new ServiceMetrics({ standing: () => standings.read(), queue: () => queue });
  const escalate = new EscalateDeadLetter({ links: installation.links, alerts: new ServiceDesk(log) });
  queue.open(new ServiceWorker({ runs, escalate, metrics, log, progress, stop: () => false }));
  const stopping = new AbortController();
  const config = { home: "node", operator: true, demo: false, needsToken: token !== undefined } as const;
  const app = nodeApi({
    service: { installation, runs, queue, metrics, log, progress },
    ...{ access: { token }, googleUrl: undefined, hasPage },
    ...(page === undefined ? {} : pageRoutes(page, { config, links: installation.links })),
    publicUrl: () => "http://127.0.0.1:8080",
    stopping: stopping.signal,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  });
  const call = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { host: "127.0.0.1:8080", ...(init.headers as Record<string, string> | undefined) };
    return Promise.resolve(app.request(path, { ...init, headers }));
  };
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  return { installation, google, consent, clock, queue, stopping, call, send };
};
