import type { MiddlewareHandler } from "hono";
import { type ApiEnv, callerOf } from "./api-env.ts";
import { ApiError } from "./api-error.ts";
import type { Caller } from "./caller.ts";

/** Who may do what; a runtime's own. */
export interface AccessPolicy {
  /** Throws an `ApiError`: 401 where nobody can be made out, 403 where it is nobody who may call. */
  admit(request: Request): Promise<Caller>;
  /**
   * Whether a browser may lend its power to a page of another site: it does where an address or a cookie is enough. Then
   * changes are taken from the server's own pages alone.
   */
  readonly guardsOrigin: boolean;
}

/** Lets callers in by the policy, and remembers who it is. */
export const admitted = ({ admit }: AccessPolicy): MiddlewareHandler<ApiEnv> => {
  return async (context, next) => {
    context.set("caller", await admit(context.req.raw));
    await next();
  };
};

/** Refuses whoever may see one organisation alone. */
export const operatorsOnly: MiddlewareHandler<ApiEnv> = async (context, next) => {
  if (callerOf(context).tenantId !== undefined)
    throw new ApiError(403, {
      error: "operators-only",
      message: "Only the operators of this installation can see this.",
    });
  await next();
};

const CHANGES_NOTHING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that a browser makes on behalf of another site's page. Browsers name the page's origin with every such
 * request; programs name none. No CORS header is ever sent, so that no other page can read an answer either.
 */
export const sameOriginOnly: MiddlewareHandler = async (context, next) => {
  if (!CHANGES_NOTHING.has(context.req.method)) {
    const origin = context.req.header("origin");
    const site = context.req.header("sec-fetch-site");
    const isForeign =
      (origin !== undefined && hostOf(origin) !== context.req.header("host")) ||
      (site !== undefined && site !== "same-origin" && site !== "none");
    if (isForeign)
      throw new ApiError(403, {
        error: "foreign-origin",
        message: "Pages of other sites may change nothing here.",
      });
  }
  await next();
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/** Answers are personal or private, and no page may frame them. */
export const careful: MiddlewareHandler = async (context, next) => {
  await next();
  // A page or a file of a page says itself how long it may be kept; a stream's framework says less than we want.
  const { headers } = context.res;
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (isStream || !headers.has("cache-control")) context.header("cache-control", "no-store");
  context.header("x-content-type-options", "nosniff");
  context.header("referrer-policy", "no-referrer");
  context.header("x-frame-options", "DENY");
};
