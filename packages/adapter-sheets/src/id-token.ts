import { PortFailure } from "@attendance-export/core";
import { field } from "./google-answer.ts";

/**
 * The address of the account that an ID token is about. Its signature is not looked at: the token came straight from Google's
 * token endpoint by TLS, which vouches for it (OpenID Connect Core §3.1.3.7). That it was made for us is looked at.
 */
export const accountOf = (idToken: unknown, clientId: string): string => {
  const claims = claimsOf(idToken);
  const email = field(claims, "email");
  if (field(claims, "aud") !== clientId || typeof email !== "string" || email === "")
    throw new PortFailure("answer-malformed", "the token endpoint did not say whose account consented");
  return email;
};

const claimsOf = (idToken: unknown): unknown => {
  const [, body = ""] = typeof idToken === "string" ? idToken.split(".") : [];
  try {
    return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
};
