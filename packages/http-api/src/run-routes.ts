import {
  InvalidInput,
  ReadSetAside,
  ReadSyncHistory,
  type RunPosition,
  runId,
  type SyncRun,
} from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { type Api, tenantFor } from "./api-env.ts";
import { ApiError } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { syncRunSchema, syncRunView } from "./sync-run-view.ts";

const MOST_RUNS = 100;
const USUAL_RUNS = 20;
const MOST_SET_ASIDE = 200;

const history = createRoute({
  method: "get",
  path: "/api/v1/links/{tenant}/runs",
  summary: "The runs of a tenant, newest first, by pages",
  request: {
    params: z.object({ tenant: tenantField }),
    query: z.object({
      before: z.string().max(200).optional().openapi({ description: "The `next` of the page before." }),
      status: z.enum(["running", "completed", "failed"]).optional(),
      limit: z.coerce.number().int().min(1).max(MOST_RUNS).default(USUAL_RUNS),
    }),
  },
  responses: {
    200: json(
      "`next` is what to give as `before`; null on the last page.",
      z.object({ runs: z.array(syncRunSchema), next: z.string().nullable() }).strict(),
    ),
    ...errors(400, 401, 403, 503),
  },
});

const one = createRoute({
  method: "get",
  path: "/api/v1/links/{tenant}/runs/{runId}",
  summary: "One run",
  request: { params: z.object({ tenant: tenantField, runId: z.string() }) },
  responses: { 200: json("The run.", syncRunSchema), ...errors(400, 401, 403, 404, 503) },
});

const setAsideSchema = z
  .object({
    record_id: z.string(),
    revision: z.int().min(1),
    reason: z.string().openapi({ description: "Which column, what stands there, what is wanted." }),
    since: z.iso.datetime(),
  })
  .strict()
  .openapi("SetAside");

const setAside = createRoute({
  method: "get",
  path: "/api/v1/links/{tenant}/set-aside",
  summary: "Records that cannot be written as they are, until somebody edits them",
  request: { params: z.object({ tenant: tenantField }) },
  responses: {
    200: json(
      `At most ${MOST_SET_ASIDE}, by record id.`,
      z.object({ records: z.array(setAsideSchema) }).strict(),
    ),
    ...errors(400, 401, 403, 503),
  },
});

/** What runs did, and what they left out. */
export const addRunRoutes = (app: Api, parts: ApiParts): void => {
  app.openapi(history, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const { before, status, limit } = context.req.valid("query");
    const read = new ReadSyncHistory(parts.stores());
    const runs = await read.execute(tenant, { before: positionIn(before), status, limit });
    const next = runs.length < limit ? null : cursorAfter(runs.at(-1));
    return context.json({ runs: runs.map((run) => syncRunView(run, parts)), next }, 200);
  });
  app.openapi(one, async (context) => {
    const { tenant, runId: id } = context.req.valid("param");
    const read = new ReadSyncHistory(parts.stores());
    const run = await read.find(tenantFor(context, tenant), runId(id));
    if (run === undefined)
      throw new ApiError(404, { error: "run-missing", message: `There is no run ${id} of ${tenant}.` });
    return context.json(syncRunView(run, parts), 200);
  });
  app.openapi(setAside, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const records = await new ReadSetAside(parts.stores()).execute(tenant, MOST_SET_ASIDE);
    const shown = records.map(({ recordId, revision, reason, since }) => ({
      record_id: recordId,
      revision,
      reason,
      since: new Date(since).toISOString(),
    }));
    return context.json({ records: shown }, 200);
  });
};

/** A page goes on after a run's place, and not after the run, which may be gone by then. */
const cursorAfter = (run: SyncRun | undefined): string | null =>
  run === undefined ? null : `${run.startedAt}_${run.runId}`;

const positionIn = (cursor: string | undefined): RunPosition | undefined => {
  if (cursor === undefined) return undefined;
  const [, startedAt = "", id = ""] = /^(\d{1,15})_(.+)$/.exec(cursor) ?? [];
  if (id === "") throw new InvalidInput("before", cursor, "the `next` of an earlier page");
  return { startedAt: Number(startedAt), runId: runId(id) };
};
