import { setTimeout } from "node:timers/promises";
import {
  ReadSyncHistory,
  type RunId,
  type RunReport,
  type SyncRun,
  type TenantId,
} from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { type Api, tenantFor } from "./api-env.ts";
import { ApiError, unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { syncRunSchema, syncRunView } from "./sync-run-view.ts";

const USUAL_LIMIT = 20;
const MOST = 200;

const history = createRoute({
  method: "get",
  path: "/api/sync",
  summary: "The newest runs of a tenant",
  request: {
    query: z.object({
      tenant: tenantField,
      limit: z.coerce.number().int().min(1).max(MOST).default(USUAL_LIMIT),
    }),
  },
  responses: {
    200: json("Newest first.", z.object({ runs: z.array(syncRunSchema) }).strict()),
    ...errors(400, 401, 403, 503),
  },
});

const sync = createRoute({
  method: "post",
  path: "/api/sync",
  summary: "Bring a tenant's sheet up to date now",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ tenant: tenantField }).strict() } },
    },
  },
  responses: {
    200: json(
      "The run is over; its status says how it went.",
      z.object({ sync_run: syncRunSchema }).strict(),
    ),
    202: json(
      "The run goes on; the history shows it under this id.",
      z.object({ run_id: z.string(), status: z.literal("running") }).strict(),
    ),
    ...errors(400, 401, 403, 404, 409, 413, 500, 503),
  },
});

/** `GET` and `POST /api/sync`. */
export const addSyncRoutes = (app: Api, parts: ApiParts): void => {
  app.openapi(history, async (context) => {
    const { tenant, limit } = context.req.valid("query");
    const read = new ReadSyncHistory(parts.stores());
    const runs = await read.execute(tenantFor(context, tenant), { limit });
    return context.json({ runs: runs.map((run) => syncRunView(run, parts)) }, 200);
  });
  app.openapi(sync, async (context) => {
    const tenant = tenantFor(context, context.req.valid("json").tenant);
    const { runId, report } = await begin(parts, tenant);
    const ended = await within(report, parts.patienceMs);
    if (ended === undefined) return context.json({ run_id: runId, status: "running" as const }, 202);
    const row = await rowOf(ended, tenant, new ReadSyncHistory(parts.stores()));
    return context.json({ sync_run: syncRunView(row, parts) }, 200);
  });
};

const begin = async (
  { stores, actions }: ApiParts,
  tenantId: TenantId,
): Promise<{ readonly runId: RunId; readonly report: Promise<RunReport> }> => {
  const state = await stores().links.load(tenantId);
  if (state === undefined || state.link.status === "unlinked") throw unlinked(tenantId);
  const started = actions().startRun(tenantId);
  if (started.status === "busy") throw atWork(state.ledger.lease?.owner);
  return started;
};

const atWork = (owner: RunId | undefined): ApiError =>
  new ApiError(409, {
    error: "run-under-way",
    message: "Another run brings this sheet up to date at this moment.",
    ...(owner === undefined ? {} : { run_id: owner }),
  });

const within = async (report: Promise<RunReport>, ms: number | undefined): Promise<RunReport | undefined> => {
  if (ms === undefined) return report;
  const enough = new AbortController();
  const patience = setTimeout(ms, undefined, { signal: enough.signal }).catch((cause: unknown) => {
    if (!enough.signal.aborted) throw cause;
  });
  try {
    return (await Promise.race([report, patience])) ?? undefined;
  } finally {
    enough.abort();
  }
};

const rowOf = async (report: RunReport, tenantId: TenantId, read: ReadSyncHistory): Promise<SyncRun> => {
  if (report.status === "unlinked") throw unlinked(tenantId);
  if (report.status === "busy") throw atWork(report.owner);
  const run = await read.find(tenantId, report.runId);
  if (run === undefined) throw new Error(`the run ${report.runId} left no row in the history`);
  return run;
};
