import { createHash, timingSafeEqual } from "node:crypto";
import { type AccessPolicy, ApiError, type Caller } from "@attendance-export/http-api";

export interface AccessRules {
  /** What callers must show; undefined where only this machine can call. */
  readonly token: string | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Whether an address to listen on can be reached from this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

/** There are no accounts here: whoever holds the token, or sits at this machine, is the operator. */
export const OPERATOR = "operator";

const operator: Caller = { adminId: OPERATOR, tenantId: undefined };

/** Lets callers in that show the token, or that call a server which only this machine can reach. */
export const tokenAccess = ({ token }: AccessRules): AccessPolicy => ({
  guardsOrigin: true,
  admit: async ({ headers }) => {
    if (token !== undefined) {
      const shown = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
      if (shown === undefined || !isSame(shown, token))
        throw new ApiError(401, { error: "unauthorized", message: "Show the token as a bearer token." });
    } else if (!LOOPBACK.test(headers.get("host") ?? "")) {
      // A page of a stranger can give its own name this machine's address; then the browser tells that name.
      throw new ApiError(403, {
        error: "foreign-host",
        message: "Call this server by its loopback address.",
      });
    }
    return operator;
  },
});

/** Compared as digests, which are of one length, in a time that says nothing of where they differ. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
