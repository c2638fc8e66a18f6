import { type CredentialStore, type CredentialVault, type Grant, PortFailure } from "@attendance-export/core";

/** Looks up and opens the refresh token of a grant whenever Google is to be asked for an access token. */
export const storedRefreshToken =
  (credentials: CredentialStore, vault: CredentialVault) =>
  async (grant: Grant): Promise<string> => {
    const sealed = await credentials.find(grant);
    if (sealed === undefined)
      throw new PortFailure("credential-missing", `no credential is kept for version ${grant.version}`);
    return vault.open(grant, sealed);
  };
