import {
  failureKind,
  InvalidInput,
  isWell,
  type LinkChoice,
  type LinkRequest,
  type LinkState,
  type RelinkOutcome,
  type TenantId,
  timeZone,
} from "@attendance-export/core";
import { createRoute, z } from "@hono/zod-openapi";
import { type Api, callerOf, tenantFor } from "./api-env.ts";
import { ApiError, unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { errors, json, tenantField } from "./documented.ts";
import { linkSchema } from "./link-view.ts";
import { presentLink } from "./shown-link.ts";
import { spreadsheetAt } from "./spreadsheet-address.ts";

/** Our own tab's title; a number is added where another tab has it. */
const TAB_TITLE = "Attendance";

const choiceSchema = z
  .union([
    z.object({ create: z.object({ title: z.string().trim().min(1).max(200) }).strict() }).strict(),
    z.object({ url: z.string().max(2_000) }).strict(),
  ])
  .openapi("SheetChoice", { description: "A new spreadsheet, or one by its address or id." });

const consent = createRoute({
  method: "post",
  path: "/api/v1/links/{tenant}/consent",
  summary: "Ask for Google's consent: to reconnect, or to link the sheet that is chosen here",
  request: {
    params: z.object({ tenant: tenantField }),
    body: {
      required: false,
      content: {
        "application/json": {
          schema: z
            .object({
              sheet: choiceSchema.optional(),
              timeZone: z.string().optional().openapi({
                description: "In which zone the sheet shows times; wanted for a tenant's first link.",
                example: "America/Toronto",
              }),
            })
            .strict(),
        },
      },
    },
  },
  responses: {
    200: json(
      "Where to send the admin's browser, within ten minutes, once. What was chosen is done when it comes back.",
      z.object({ url: z.string() }).strict(),
    ),
    ...errors(400, 401, 403, 404, 409, 413, 500, 503),
  },
});

const relink = createRoute({
  method: "post",
  path: "/api/v1/links/{tenant}/sheet",
  summary: "Link another sheet with the consent that is there",
  request: {
    params: z.object({ tenant: tenantField }),
    body: { required: true, content: { "application/json": { schema: choiceSchema } } },
  },
  responses: {
    200: json("The link as it is now.", linkSchema),
    ...errors(400, 401, 403, 409, 413, 422, 500, 503),
  },
});

/** The way to Google's consent page, and to another sheet. */
export const addSheetRoutes = (app: Api, parts: ApiParts): void => {
  app.openapi(consent, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const { sheet, timeZone: zone } = context.req.valid("json") ?? {};
    const state = await parts.stores().links.load(tenant);
    const isLinked = state !== undefined && state.link.status !== "unlinked";
    if (sheet === undefined && !isLinked) throw unlinked(tenant);
    const choice =
      sheet === undefined ? null : await choiceOf(parts, tenant, { ...spreadsheetIn(sheet), zone, state });
    const { url } = await parts.actions().startConsent(tenant, callerOf(context).adminId, choice);
    return context.json({ url }, 200);
  });
  app.openapi(relink, async (context) => {
    const tenant = tenantFor(context, context.req.valid("param").tenant);
    const wanted = { ...spreadsheetIn(context.req.valid("json")), tabTitle: TAB_TITLE };
    const outcome = await parts.actions().relinkSheet().execute(tenant, wanted);
    if (outcome.status !== "linked") throw refusal(outcome);
    return context.json(await presentLink(parts, tenant), 200);
  });
};

const spreadsheetIn = (choice: z.infer<typeof choiceSchema>): Pick<LinkRequest, "spreadsheet"> =>
  "create" in choice
    ? { spreadsheet: { title: choice.create.title } }
    : { spreadsheet: { id: spreadsheetAt(choice.url) } };

interface Chosen extends Pick<LinkRequest, "spreadsheet"> {
  readonly zone: string | undefined;
  readonly state: LinkState | undefined;
}

/** What is not said stays as it is; a first link has nothing to stay. */
const choiceOf = async (
  { actions }: ApiParts,
  tenant: TenantId,
  { spreadsheet, zone, state }: Chosen,
): Promise<LinkChoice> => {
  const link = state?.link;
  if (
    link !== undefined &&
    isWell(link) &&
    "id" in spreadsheet &&
    spreadsheet.id === link.sheet.spreadsheetId
  )
    throw refusal({ status: "already-linked" });
  const present = zone === undefined ? link?.timeZone : zoneNamed(zone);
  if (present === undefined)
    throw new InvalidInput("timeZone", undefined, "a time zone such as America/Toronto, for a first link");
  const template = link?.template ?? (await actions().firstTemplate(tenant));
  return { spreadsheet, tabTitle: TAB_TITLE, timeZone: present, template };
};

const zoneNamed = (text: string): LinkChoice["timeZone"] => {
  try {
    return timeZone(text);
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    throw new InvalidInput("timeZone", text, cause.wanted);
  }
};

const refusal = (outcome: Exclude<RelinkOutcome, { status: "linked" }>): ApiError => {
  if (outcome.status === "cannot-link") {
    const { code } = outcome;
    return new ApiError(422, { error: code, message: failureKind(code).admin });
  }
  const message =
    outcome.status === "already-linked"
      ? "This spreadsheet is the linked one already."
      : "There is no consent of Google's that could be used. Connect Google first.";
  return new ApiError(409, { error: outcome.status, message });
};
