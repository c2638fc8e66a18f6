import { type AccessPolicy, ApiError } from "@attendance-export/http-api";
import type { App } from "firebase-admin/app";
import { getAppCheck } from "firebase-admin/app-check";
import { type DecodedIdToken, getAuth } from "firebase-admin/auth";
import { HttpsError } from "firebase-functions/v2/https";
import { params } from "../params.ts";
import { adminOf } from "./admin-of.ts";

/** Lets in admins with a Firebase ID token, to their own organisation. Nobody is an operator here. */
export const tokenAccess = (app: () => App): AccessPolicy => ({
  // A browser sends no bearer token of its own accord, so no other page can borrow one.
  guardsOrigin: false,
  admit: async ({ headers }) => {
    if (params.enforceAppCheck.value()) await checkApp(app(), headers.get("x-firebase-appcheck"));
    const token = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
    if (token === undefined) throw unauthorized();
    const decoded = await verified(app(), token);
    try {
      const { uid, tenantId } = adminOf({ uid: decoded.uid, token: decoded, rawToken: token });
      return { adminId: uid, tenantId };
    } catch (refusal) {
      if (!(refusal instanceof HttpsError)) throw refusal;
      throw new ApiError(403, { error: "not-admin", message: refusal.message });
    }
  },
});

/** What is wrong with a token helps nobody but who forged it. */
const verified = async (app: App, token: string): Promise<DecodedIdToken> => {
  try {
    return await getAuth(app).verifyIdToken(token);
  } catch (cause) {
    // Google's certificates could not be fetched: that is no word about the token.
    if (codeOf(cause) === "auth/network-error" || codeOf(cause) === "auth/internal-error")
      throw new ApiError(503, {
        error: "sign-in-unavailable",
        message: "Sign-in cannot be checked now. Try again.",
      });
    throw unauthorized();
  }
};

const checkApp = async (app: App, token: string | null): Promise<void> => {
  if (token === null) throw unauthorized();
  try {
    await getAppCheck(app).verifyToken(token);
  } catch {
    throw unauthorized();
  }
};

const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : undefined;

const unauthorized = (): ApiError => new ApiError(401, { error: "unauthorized", message: "Sign in first." });
