import type { TenantId } from "@attendance-export/core";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ApiError } from "./api-error.ts";
import type { Caller } from "./caller.ts";
import { tenantNamed } from "./parse-input.ts";

/** What a request carries from the door to its handler. */
export interface ApiEnv {
  readonly Variables: { caller: Caller };
}

export type Api = OpenAPIHono<ApiEnv>;

export const callerOf = (context: Context<ApiEnv>): Caller => context.get("caller");

/** The tenant that a request names, for callers who may see it: 400 if none can be called that, 403 for another's. */
export const tenantFor = (context: Context<ApiEnv>, text: string): TenantId => {
  const own = callerOf(context).tenantId;
  // Before the name is looked at: what another organisation's names look like is not told either.
  if (own !== undefined && own !== text)
    throw new ApiError(403, {
      error: "foreign-tenant",
      message: "This belongs to another organisation.",
    });
  return tenantNamed(text);
};
