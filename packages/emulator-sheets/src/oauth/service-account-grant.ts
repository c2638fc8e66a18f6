import { verify } from "node:crypto";
import { invalidGrant, type TokenAnswer, tokenRefusal } from "../accounts/token-answer.ts";
import type { OAuthServices } from "./oauth-services.ts";
import { requestedScopes, unknownScopes } from "./sign-in-scopes.ts";

const longestLifeSeconds = 3_600;
/** How far the caller's clock may run ahead. */
const toleranceSeconds = 300;

const notShortLived =
  "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.";

type Json = Readonly<Record<string, unknown>>;

interface Assertion {
  readonly header: Json;
  readonly claims: Json;
  readonly signed: string;
  readonly signature: Buffer;
}

function partOf(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readAssertion(text: string): Assertion | undefined {
  const [head = "", body = "", signature = ""] = text.split(".");
  const header = partOf(head);
  const claims = partOf(body);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, "base64url") };
}

/** Whether the clock of the caller agrees with the emulator's: a wrong one is the operator's business. */
function isInTime({ iat, exp }: Json, nowMs: number): boolean {
  const now = nowMs / 1_000;
  if (typeof iat !== "number" || typeof exp !== "number") return false;
  return iat <= now + toleranceSeconds && exp > now && exp - iat <= longestLifeSeconds;
}

const audience = (claims: Json): string => String(claims.aud ?? "");

/** Trades an assertion that a service account signed for an access token. */
export function serviceAccountGrant(form: URLSearchParams, { accounts, clock }: OAuthServices): TokenAnswer {
  const text = form.get("assertion");
  if (!text) return tokenRefusal(400, "invalid_request", "Missing required parameter: assertion");
  const assertion = readAssertion(text);
  if (assertion === undefined) return invalidGrant("Invalid JWT: Could not parse the assertion.");
  const { header, claims, signed, signature } = assertion;
  const account = accounts.find(String(claims.iss ?? ""));
  const client = accounts.findClient(account?.service?.clientId ?? "");
  if (account?.service === undefined || client === undefined) {
    return invalidGrant("Invalid grant: account not found");
  }
  if (account.isDeleted) return invalidGrant("Account has been deleted");
  // Google's libraries sign for Google's own host whatever host they send to.
  if (!audience(claims).endsWith("/token")) {
    return invalidGrant(
      "Invalid JWT: Failed audience check. The right audience is https://oauth2.googleapis.com/token",
    );
  }
  if (!isInTime(claims, clock.now())) return invalidGrant(notShortLived);
  const keys = account.service.publicKeys;
  const key = keys[String(header.kid ?? "")] ?? Object.values(keys)[0];
  const isSigned =
    key !== undefined && header.alg === "RS256" && verify("RSA-SHA256", Buffer.from(signed), key, signature);
  if (!isSigned) return invalidGrant("Invalid JWT Signature.");
  if (claims.sub !== undefined && claims.sub !== account.email) {
    const description =
      "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.";
    return tokenRefusal(401, "unauthorized_client", description);
  }
  const scopes = requestedScopes(String(claims.scope ?? ""));
  if (scopes.length === 0 || unknownScopes(scopes).length > 0) {
    return tokenRefusal(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  }
  return accounts.grant({ email: account.email, client, scopes, isOffline: false });
}
