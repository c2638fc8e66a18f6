import { createHash } from "node:crypto";

/** Google's id of the permission that everybody with the link has. */
export const anyonePermissionId = "anyoneWithLink";

/** The id of a grantee: twenty digits that are the same for a person on every file. */
export function permissionIdOf(email: string): string {
  const digest = createHash("sha256").update(email).digest();
  return (digest.readBigUInt64BE() % 10n ** 19n).toString().padStart(20, "0");
}
