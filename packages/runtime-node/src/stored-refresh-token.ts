import { type CredentialStore, type CredentialVault, type Grant, PortFailure } from "@attendance-export/core";

/** Finds and opens the refresh token of a grant. Rejects with `credential-missing` where there is none. */
export const storedRefreshToken =
  (credentials: CredentialStore, vault: CredentialVault) =>
  async (grant: Grant): Promise<string> => {
    const sealed = await credentials.find(grant);
    if (sealed === undefined)
      throw new PortFailure(
        "credential-missing",
        `There is no refresh token for version ${grant.version} of the grant of ${grant.tenantId}.`,
      );
    return vault.open(grant, sealed);
  };
