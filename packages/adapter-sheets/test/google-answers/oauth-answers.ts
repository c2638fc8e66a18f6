import { flat, page, type Row } from "./answer.ts";

/** What comes back of the token endpoint for a refresh token. */
export const tokenAnswers: readonly Row[] = [
  ["a grant withdrawn", flat(400, "invalid_grant", "Token has been expired or revoked."), "access-revoked"],
  ["a grant of nobody's", flat(400, "invalid_grant", "Bad Request"), "access-revoked"],
  ["an account deleted", flat(400, "invalid_grant", "Account has been deleted"), "access-revoked"],
  [
    "a sign-in demanded",
    { status: 400, body: { error: "invalid_grant", error_subtype: "invalid_rapt" } },
    "access-revoked",
  ],
  [
    "our clock wrong",
    flat(
      400,
      "invalid_grant",
      "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
    ),
    "client-misconfigured",
  ],
  [
    "our client unknown",
    flat(401, "invalid_client", "The OAuth client was not found."),
    "client-misconfigured",
  ],
  ["our client deleted", flat(401, "deleted_client"), "client-misconfigured"],
  ["our client not allowed", flat(401, "unauthorized_client"), "client-misconfigured"],
  ["anything new", flat(400, "brand_new_error"), "client-misconfigured"],
  ["a quota spent", flat(429, "rate_limit_exceeded"), "rate-limited"],
  ["a quota spent, as 403", flat(403, "rate_limit_exceeded"), "rate-limited"],
  ["a fault", flat(500, "internal_failure"), "unreachable"],
  ["502 in HTML", page(502), "unreachable"],
  ["403 in HTML: a proxy", page(403), "answer-malformed"],
];

/** What comes back for a code of the consent page, or for a token that is given back. */
export const consentAnswers: readonly Row[] = [
  ["a code used before, or too old", flat(400, "invalid_grant", "Bad Request"), "code-refused"],
  ["a code that is none", flat(400, "invalid_grant", "Malformed auth code."), "code-refused"],
  ["another's verifier", flat(400, "invalid_grant", "Invalid code verifier."), "code-refused"],
  ["an account deleted", flat(400, "invalid_grant", "Account has been deleted"), "code-refused"],
  ["another redirect", flat(400, "redirect_uri_mismatch", "Bad Request"), "client-misconfigured"],
  ["our client unknown", flat(401, "invalid_client"), "client-misconfigured"],
  ["our client deleted", flat(401, "deleted_client"), "client-misconfigured"],
  ["our client not allowed", flat(401, "unauthorized_client"), "client-misconfigured"],
  ["anything new", flat(400, "brand_new_error"), "client-misconfigured"],
  ["a token dead already", flat(400, "invalid_token", "Token expired or revoked"), "access-revoked"],
  ["a quota spent", flat(429, "rate_limit_exceeded"), "rate-limited"],
  ["a quota spent, as 403", flat(403, "rate_limit_exceeded"), "rate-limited"],
  ["a fault", flat(500, "internal_failure"), "provider-error"],
  ["a fault that speaks of grants", flat(503, "invalid_grant"), "provider-error"],
  ["502 in HTML", page(502), "provider-error"],
  ["403 in HTML: a proxy", page(403), "answer-malformed"],
];
