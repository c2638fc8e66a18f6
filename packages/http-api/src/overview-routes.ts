import { type LinkedSheet, spreadsheetId, type TenantId } from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { operatorsOnly } from "./access.ts";
import type { Api } from "./api-env.ts";
import { ApiError } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { type LinkView, linkSchema } from "./link-view.ts";
import { tenantNamed } from "./parse-input.ts";
import { viewOf } from "./shown-link.ts";

const PAGE = 200;
const USUAL_LIMIT = 50;

const overview = createRoute({
  method: "get",
  path: "/api/v1/links",
  summary: "How all links do, by pages; for operators",
  middleware: operatorsOnly,
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

const status = createRoute({
  method: "get",
  path: "/api/v1/export/sheets/{spreadsheetId}/status",
  summary: "The links to a spreadsheet; for operators",
  middleware: operatorsOnly,
  request: { params: z.object({ spreadsheetId: z.string() }) },
  responses: {
    200: json("One for each tenant.", z.object({ links: z.array(linkSchema) }).strict()),
    ...errors(400, 401, 403, 404, 503),
  },
});

/** All links, and those of a spreadsheet. */
export const addOverviewRoutes = (app: Api, parts: ApiParts): void => {
  const view = async (link: LinkedSheet): Promise<LinkView> =>
    viewOf(parts, { link }, await parts.stores().register.tally(link.tenantId));
  app.openapi(overview, async (context) => {
    const { after, limit } = context.req.valid("query");
    const from = { after: after === undefined ? undefined : tenantNamed(after), limit };
    const page = await parts.stores().links.list(from);
    const shown: LinkView[] = [];
    for (const link of page) shown.push(await view(link));
    const next = page.length < limit ? null : (page.at(-1)?.tenantId ?? null);
    return context.json({ links: shown, next }, 200);
  });
  app.openapi(status, async (context) => {
    const wanted = spreadsheetId(context.req.valid("param").spreadsheetId);
    const found = await allTo(parts, (link) => link.sheet.spreadsheetId === wanted);
    if (found.length === 0)
      throw new ApiError(404, { error: "link-missing", message: `No tenant is linked to ${wanted}.` });
    const shown: LinkView[] = [];
    for (const link of found) shown.push(await view(link));
    return context.json({ links: shown }, 200);
  });
};

/** Looks through all links: nobody searches for a spreadsheet often enough to keep an index of them. */
const allTo = async (
  { stores }: ApiParts,
  wanted: (link: LinkedSheet) => boolean,
): Promise<readonly LinkedSheet[]> => {
  const found: LinkedSheet[] = [];
  let after: TenantId | undefined;
  for (;;) {
    const page = await stores().links.list({ after, limit: PAGE });
    found.push(...page.filter(wanted));
    if (page.length < PAGE) return found;
    after = page.at(-1)?.tenantId;
  }
};
