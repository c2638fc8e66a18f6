import {
  ConfigurePolling,
  InvalidInput,
  type LinkedSheet,
  type PollingSettings,
  spreadsheetId,
  type TenantId,
} from "@attendance-export/core";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ApiError, unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { frequencySchema, type LinkView, linkSchema, linkView } from "./link-view.ts";
import { tenantNamed } from "./parse-input.ts";

const PAGE = 200;
const USUAL_LIMIT = 50;

const ofTenant = z.object({ tenant: tenantField });

const overview = createRoute({
  method: "get",
  path: "/api/v1/links",
  summary: "How all links do, by pages",
  request: {
    query: z.object({
      after: tenantField.optional().openapi({ description: "The page after this tenant." }),
      limit: z.coerce.number().int().min(1).max(PAGE).default(USUAL_LIMIT),
    }),
  },
  responses: {
    200: json(
      "By tenant. `next` is what to give as `after`; null on the last page.",
      z.object({ links: z.array(linkSchema), next: z.string().nullable() }).strict(),
    ),
    ...errors(400, 401, 403, 503),
  },
});

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

const status = createRoute({
  method: "get",
  path: "/api/v1/export/sheets/{spreadsheetId}/status",
  summary: "The links to a spreadsheet",
  request: { params: z.object({ spreadsheetId: z.string() }) },
  responses: {
    200: json("One for each tenant.", z.object({ links: z.array(linkSchema) }).strict()),
    ...errors(400, 401, 403, 404, 503),
  },
});

/** Links: one, all, those of a spreadsheet; and their schedules. */
export const addLinkRoutes = (app: OpenAPIHono, parts: ApiParts): void => {
  const { links } = parts.installation;
  const view = viewer(parts);
  const configure = new ConfigurePolling(parts.installation);
  app.openapi(overview, async (context) => {
    const { after, limit } = context.req.valid("query");
    const page = await links.list({ after: after === undefined ? undefined : tenantNamed(after), limit });
    const shown = [];
    for (const link of page) shown.push(await view(link));
    return context.json(
      { links: shown, next: page.length < limit ? null : (page.at(-1)?.tenantId ?? null) },
      200,
    );
  });
  app.openapi(one, async (context) => {
    const tenant = tenantNamed(context.req.valid("param").tenant);
    const state = await links.load(tenant);
    if (state === undefined) throw unlinked(tenant);
    return context.json(await view(state.link), 200);
  });
  app.openapi(change, async (context) => {
    const tenant = tenantNamed(context.req.valid("param").tenant);
    const link = await configure.execute(tenant, given(context.req.valid("json")));
    if (link === undefined) throw unlinked(tenant);
    return context.json(await view(link), 200);
  });
  app.openapi(status, async (context) => {
    const wanted = spreadsheetId(context.req.valid("param").spreadsheetId);
    const found = await allTo(parts, (link) => link.sheet.spreadsheetId === wanted);
    if (found.length === 0)
      throw new ApiError(404, { error: "link-missing", message: `No tenant is linked to ${wanted}.` });
    const shown = [];
    for (const link of found) shown.push(await view(link));
    return context.json({ links: shown }, 200);
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

const viewer =
  ({ installation, googleUrl }: ApiParts) =>
  async (link: LinkedSheet): Promise<LinkView> => {
    const { register, timetable, clock } = installation;
    const tally = await register.tally(link.tenantId);
    return linkView(link, { tally, timetable, now: clock.now(), googleUrl });
  };

/** Looks through all links: nobody searches for a spreadsheet often enough to keep an index of them. */
const allTo = async (
  { installation }: ApiParts,
  wanted: (link: LinkedSheet) => boolean,
): Promise<readonly LinkedSheet[]> => {
  const found: LinkedSheet[] = [];
  let after: TenantId | undefined;
  for (;;) {
    const page = await installation.links.list({ after, limit: PAGE });
    found.push(...page.filter(wanted));
    if (page.length < PAGE) return found;
    after = page.at(-1)?.tenantId;
  }
};
