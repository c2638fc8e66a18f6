import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";

export interface AccessRules {
  /** What callers must show; undefined where only this machine can call. */
  readonly token: string | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const CHANGES_NOTHING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether an address to listen on can be reached from this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

/** Lets callers in that show the token, or that call a server which only this machine can reach. */
export const authenticated = ({ token }: AccessRules): MiddlewareHandler => {
  return async (context, next) => {
    if (token !== undefined) {
      const shown = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
      if (shown === undefined || !isSame(shown, token)) {
        context.header("www-authenticate", "Bearer");
        throw new ApiError(401, { error: "unauthorized", message: "Show the token as a bearer token." });
      }
    } else if (!LOOPBACK.test(context.req.header("host") ?? "")) {
      // A page of a stranger can give its own name this machine's address; then the browser tells that name.
      throw new ApiError(403, {
        error: "foreign-host",
        message: "Call this server by its loopback address.",
      });
    }
    await next();
  };
};

/** Compared as digests, which are of one length, in a time that says nothing of where they differ. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

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
  context.header("cache-control", "no-store");
  context.header("x-content-type-options", "nosniff");
  context.header("referrer-policy", "no-referrer");
  context.header("x-frame-options", "DENY");
};
