import { ConfigurePolling, InvalidInput, type PollingSettings } from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { type Api, tenantFor } from "./api-env.ts";
import { unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { frequencySchema, linkSchema } from "./link-view.ts";
import { presentLink } from "./shown-link.ts";

const ofTenant = z.object({ tenant: tenantField });

const one = createRoute({
  method: "get",
  path: "/api/v1/links/{tenant}",
  summary: "A tenant's link and its schedule",
  request: { params: ofTenant },
  responses: { 200: json("The link.", linkSchema), ...errors(400, 401, 403, 404, 503) },
});

const settings = z
  .object({ enabled: z.boolean(), frequency: frequencySchema, maxRetries: z.int() })
  .partial()
  .strict()
  .openapi("PollingSettings");

const change = createRoute({
  method: "patch",
  path: "/api/v1/links/{tenant}",
  summary: "Set how often a link is exported; any change also ends a suspension",
  request: {
    params: ofTenant,
    body: { required: true, content: { "application/json": { schema: settings } } },
  },
  responses: {
    200: json("The link as it is now.", linkSchema),
    ...errors(400, 401, 403, 404, 413, 500, 503),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/api/v1/links/{tenant}",
  summary: "Take the link away and give its grant back; history and sheet stay",
  request: { params: ofTenant },
  responses: {
    200: json("The link as it is now: unlinked. Repeating changes nothing more.", linkSchema),
    ...errors(400, 401, 403, 404, 500, 503),
  },
});

/** One tenant's link: to look at, to schedule, to take away. */
export const addLinkRoutes = (app: Api, parts: ApiParts): void => {
  app.openapi(one, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    return context.json(await presentLink(parts, tenant), 200);
  });
  app.openapi(change, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const configure = new ConfigurePolling(parts.stores());
    const link = await configure.execute(tenant, given(context.req.valid("json")));
    if (link === undefined) throw unlinked(tenant);
    return context.json(await presentLink(parts, tenant), 200);
  });
  app.openapi(remove, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const link = await parts.actions().unlinkSheet().execute(tenant);
    if (link === undefined) throw unlinked(tenant);
    return context.json(await presentLink(parts, tenant), 200);
  });
};

/** What was given and nothing else: an absent field is not the same as one that is undefined. */
const given = ({ enabled, frequency, maxRetries }: z.infer<typeof settings>): PollingSettings => {
  if (enabled === undefined && frequency === undefined && maxRetries === undefined)
    throw new InvalidInput("body", "{}", "one of enabled, frequency and maxRetries");
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(maxRetries === undefined ? {} : { maxRetries }),
  };
};
