import {
  type GoogleAccess,
  InvalidInput,
  isPortFailure,
  type PortFailure,
  type ReconnectOutcome,
  type TenantId,
  tenantId,
} from "@attendance-export/core";
import { type Api, errors } from "@attendance-export/http-api";
import { createRoute, z } from "@hono/zod-openapi";
import { consentPage } from "./consent-page.ts";
import type { NodeApiParts } from "./node-api-parts.ts";
import { OPERATOR } from "./token-access.ts";

export const CALLBACK_PATH = "/oauth/callback";
/** The page's own path, which says what came of it. */
const OUTCOME_PATH = "/reconnected";

/** Neither a tenant's id nor a state holds one. */
const SEPARATOR = "~";

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
    200: { description: "A page: the link works.", content: { "text/html": { schema: z.string() } } },
    303: { description: "To the dashboard, which says what came of it." },
    400: { description: "A page: why it does not.", content: { "text/html": { schema: z.string() } } },
    ...errors(503),
  },
});

export const googleFor = ({ service, publicUrl }: NodeApiParts): GoogleAccess =>
  service.installation.googleAccess(`${publicUrl()}${CALLBACK_PATH}`);

/** Lets the state name its tenant, which Google's answer does not; whether it is the right one is checked with the state. */
export const naming = (tenant: TenantId, google: GoogleAccess): GoogleAccess => ({
  requiredScopes: google.requiredScopes,
  consentUrl: (question) =>
    google.consentUrl({ ...question, state: `${tenant}${SEPARATOR}${question.state}` }),
  exchange: (answer) => google.exchange(answer),
  revoke: (token) => google.revoke(token),
});

/** The way back from Google's page. */
export const addConsentCallback = (api: Api, parts: NodeApiParts): void => {
  const { log } = parts.service;
  api.openapi(callback, async (context) => {
    const { state, code, error } = context.req.valid("query");
    const named = namedIn(state);
    const outcome = await answered(parts, named, { code, error });
    log.info({ outcome: outcome.status }, "An admin came back from Google's consent page.");
    if (parts.hasPage) return context.redirect(outcomeUrl(named?.tenant, outcome), 303);
    if (outcome.status === "try-again") throw outcome.failure;
    // Nothing is loaded, run or framed by this page.
    context.header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    const isGood = outcome.status === "reconnected" || outcome.status === "linked";
    return context.html(consentPage(outcome), isGood ? 200 : 400);
  });
};

interface Named {
  readonly tenant: TenantId;
  readonly state: string;
}

const namedIn = (text: string): Named | undefined => {
  const [name = "", state = ""] = text.split(SEPARATOR);
  if (state === "") return undefined;
  try {
    return { tenant: tenantId(name), state };
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return undefined;
  }
};

/** `try-again`: Google or the store does not answer now. The code is used up by then, so a new consent is needed. */
type Outcome = ReconnectOutcome | { readonly status: "try-again"; readonly failure: PortFailure };

const answered = async (
  parts: NodeApiParts,
  named: Named | undefined,
  answer: { readonly code: string | undefined; readonly error: string | undefined },
): Promise<Outcome> => {
  if (named === undefined) return { status: "state-unknown" };
  const { state, tenant } = named;
  const reconnect = parts.service.installation.reconnectSheet(googleFor(parts));
  try {
    return await reconnect.execute({ ...answer, state, tenantId: tenant, adminId: OPERATOR });
  } catch (failure) {
    if (isPortFailure(failure)) return { status: "try-again", failure };
    throw failure;
  }
};

const outcomeUrl = (tenant: TenantId | undefined, outcome: Outcome): string => {
  const query = new URLSearchParams(tenant === undefined ? {} : { tenant });
  query.set("outcome", outcome.status);
  if ("accountEmail" in outcome) query.set("account", outcome.accountEmail);
  if ("code" in outcome) query.set("code", outcome.code);
  if ("failure" in outcome) query.set("code", outcome.failure.code);
  return `${OUTCOME_PATH}?${query}`;
};
