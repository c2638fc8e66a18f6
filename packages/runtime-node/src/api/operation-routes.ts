import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ApiParts } from "./api-parts.ts";
import { errors, json } from "./documented.ts";

const health = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process works and its store answers",
  responses: { 200: json("It does.", z.object({ status: z.literal("ok") }).strict()), ...errors(503) },
});

const metrics = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Counters and gauges for Prometheus",
  responses: {
    200: { description: "Prometheus' text format.", content: { "text/plain": { schema: z.string() } } },
    ...errors(401, 403, 503),
  },
});

/** What probes and scrapers ask. */
export const addOperationRoutes = (app: OpenAPIHono, parts: ApiParts): void => {
  app.openapi(health, async (context) => {
    await parts.installation.links.list({ after: undefined, limit: 1 });
    return context.json({ status: "ok" as const }, 200);
  });
  app.openapi(metrics, async (context) => {
    const text = await parts.metrics.text();
    return context.text(text, 200, { "content-type": parts.metrics.contentType });
  });
};
