import { InvalidInput } from "@attendance-export/core";
import { type Api, ApiError, errors, json, tenantFor } from "@attendance-export/http-api";
import { createRoute, z } from "@hono/zod-openapi";
import type { DemoPanel } from "./demo-panel.ts";
import { troubles } from "./panel-troubles.ts";

const tenantSchema = z.object({
  tenant: z.string(),
  title: z.string(),
  accountEmail: z.string(),
  sheetUrl: z.url(),
});

const panelSchema = z
  .object({
    tenants: z.array(tenantSchema.strict()),
    troubles: z.array(
      z
        .object({
          name: z.string(),
          kind: z.enum(["switch", "action"]),
          title: z.string(),
          description: z.string(),
          tenantOnly: z.boolean(),
          active: z.boolean(),
        })
        .strict(),
    ),
  })
  .strict()
  .openapi("DemoPanel");

const show = createRoute({
  method: "get",
  path: "/api/demo",
  summary: "What can be broken in this demo, and what is",
  request: { query: z.object({ tenant: z.string().optional() }) },
  responses: { 200: json("The panel.", panelSchema), ...errors(400, 401, 403, 503) },
});

const act = createRoute({
  method: "post",
  path: "/api/demo/{name}",
  summary: "Break or mend something",
  request: {
    params: z.object({ name: z.string() }),
    body: {
      required: false,
      content: {
        "application/json": {
          schema: z.object({ tenant: z.string().optional(), active: z.boolean().optional() }).strict(),
        },
      },
    },
  },
  responses: { 200: json("The panel.", panelSchema), ...errors(400, 401, 403, 404, 409, 413, 503) },
});

/** The panel of a demo. Never part of an installation: it breaks things on purpose. */
export const addDemoRoutes = (api: Api, panel: DemoPanel): void => {
  api.openapi(show, async (context) => {
    const { tenant } = context.req.valid("query");
    const of = tenant === undefined ? undefined : tenantFor(context, tenant);
    return context.json(asJson(await panel.view(of)), 200);
  });
  api.openapi(act, async (context) => {
    const { name } = context.req.valid("param");
    const trouble = troubles.find((one) => one.name === name);
    if (trouble === undefined)
      throw new ApiError(404, { error: "not-found", message: `Nobody can do “${name}” here.` });
    const { tenant, active } = context.req.valid("json") ?? {};
    if (trouble.kind === "switch" && active === undefined)
      throw new InvalidInput("active", undefined, "true or false");
    const of = tenant === undefined ? undefined : tenantFor(context, tenant);
    if (!trouble.tenantOnly) panel.everywhere(trouble.name, active === true);
    else if (of === undefined) throw new InvalidInput("tenant", undefined, "the tenant that it is done to");
    else await panel.to(of, trouble.name, active === true);
    return context.json(asJson(await panel.view(of)), 200);
  });
};

const asJson = (view: Awaited<ReturnType<DemoPanel["view"]>>) => ({
  tenants: [...view.tenants],
  troubles: [...view.troubles],
});
