import { InvalidInput, type TenantId, tenantId } from "@attendance-export/core";
import { type CallableRequest, HttpsError } from "firebase-functions/v2/https";

/** Who calls: an admin, of one tenant. */
export interface Admin {
  readonly uid: string;
  readonly tenantId: TenantId;
}

/** The caller by the claims that the server gave; nothing that the browser says of itself counts. */
export const adminOf = (auth: CallableRequest["auth"]): Admin => {
  if (auth === undefined) throw new HttpsError("unauthenticated", "Sign in first.");
  const { role, tenantId: tenant } = auth.token;
  if (role !== "admin" || typeof tenant !== "string")
    throw new HttpsError("permission-denied", "Only an admin of the organisation can do this.");
  try {
    return { uid: auth.uid, tenantId: tenantId(tenant) };
  } catch (refusal) {
    if (!(refusal instanceof InvalidInput)) throw refusal;
    throw new HttpsError("permission-denied", "Only an admin of the organisation can do this.");
  }
};
