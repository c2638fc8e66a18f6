import { type Api, errors, json, operatorsOnly } from "@attendance-export/http-api";
import { createRoute, z } from "@hono/zod-openapi";
import type { NodeApiParts } from "./node-api-parts.ts";

const health = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process works and its store answers",
  responses: { 200: json("It does.", z.object({ status: z.literal("ok") }).strict()), ...errors(503) },
});

const metrics = createRoute({
  method: "get",
  path: "/metrics",
  middleware: operatorsOnly,
  summary: "Counters and gauges for Prometheus",
  responses: {
    200: { description: "Prometheus' text format.", content: { "text/plain": { schema: z.string() } } },
    ...errors(401, 403, 503),
  },
});

/** What probes and scrapers ask. */
export const addOperationRoutes = (app: Api, parts: NodeApiParts): void => {
  app.openapi(health, async (context) => {
    await parts.service.installation.links.list({ after: undefined, limit: 1 });
    return context.json({ status: "ok" as const }, 200);
  });
  app.openapi(metrics, async (context) => {
    const text = await parts.service.metrics.text();
    return context.text(text, 200, { "content-type": parts.service.metrics.contentType });
  });
};
