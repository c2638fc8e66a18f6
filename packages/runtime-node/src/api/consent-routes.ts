import type { GoogleAccess, ReconnectOutcome, TenantId } from "@attendance-export/core";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { unlinked } from "./api-error.ts";
import type { ApiParts } from "./api-parts.ts";
import { consentPage } from "./consent-page.ts";
import { errors, json, tenantField } from "./documented.ts";
import { tenantNamed } from "./parse-input.ts";

export const CALLBACK_PATH = "/oauth/callback";

/** There are no accounts here: whoever holds the token, or sits at this machine, is the operator. */
const OPERATOR = "operator";
/** Neither a tenant's id nor a state holds one. */
const SEPARATOR = "~";

const start = createRoute({
  method: "post",
  path: "/api/v1/links/{tenant}/consent",
  summary: "Ask for Google's consent again",
  request: { params: z.object({ tenant: tenantField }) },
  responses: {
    200: json(
      "Where to send the admin's browser, within ten minutes, once.",
      z.object({ url: z.string() }).strict(),
    ),
    ...errors(400, 401, 403, 404, 503),
  },
});

const callback = createRoute({
  method: "get",
  path: CALLBACK_PATH,
  summary: "Where Google sends the admin's browser back to",
  security: [],
  request: {
    query: z.object({
      state: z.string().default(""),
      code: z.string().optional(),
      error: z.string().optional(),
    }),
  },
  responses: {
    200: { description: "A page: the link works again.", content: { "text/html": { schema: z.string() } } },
    400: { description: "A page: why it does not.", content: { "text/html": { schema: z.string() } } },
    ...errors(503),
  },
});

/** Consent: the way to Google's page and the way back. */
export const addConsentRoutes = (app: OpenAPIHono, parts: ApiParts): void => {
  const { installation } = parts;
  const google = (): GoogleAccess => installation.googleAccess(`${parts.publicUrl()}${CALLBACK_PATH}`);
  app.openapi(start, async (context) => {
    const tenant = tenantNamed(context.req.valid("param").tenant);
    const state = await installation.links.load(tenant);
    if (state === undefined || state.link.status === "unlinked") throw unlinked(tenant);
    const { url } = await installation.startConsent(naming(tenant, google())).execute(tenant, OPERATOR);
    return context.json({ url }, 200);
  });
  app.openapi(callback, async (context) => {
    const { state, code, error } = context.req.valid("query");
    const outcome = await answered(parts, google(), { state, code, error });
    parts.log.info({ outcome: outcome.status }, "An admin came back from Google's consent page.");
    // Nothing is loaded, run or framed by this page.
    context.header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    return context.html(consentPage(outcome), outcome.status === "reconnected" ? 200 : 400);
  });
};

/** Lets the state name its tenant, which Google's answer does not; whether it is the right one is checked with the state. */
const naming = (tenant: TenantId, google: GoogleAccess): GoogleAccess => ({
  requiredScopes: google.requiredScopes,
  consentUrl: (question) =>
    google.consentUrl({ ...question, state: `${tenant}${SEPARATOR}${question.state}` }),
  exchange: (answer) => google.exchange(answer),
  revoke: (token) => google.revoke(token),
});

interface Answer {
  readonly state: string;
  readonly code: string | undefined;
  readonly error: string | undefined;
}

const answered = async (
  { installation }: ApiParts,
  google: GoogleAccess,
  answer: Answer,
): Promise<ReconnectOutcome> => {
  const [name = "", state = ""] = answer.state.split(SEPARATOR);
  if (name === "" || state === "") return { status: "state-unknown" };
  const tenantId = tenantNamed(name);
  return installation.reconnectSheet(google).execute({ ...answer, state, tenantId, adminId: OPERATOR });
};
