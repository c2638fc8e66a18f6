import { createDecipheriv, randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { tenantId } from "@attendance-export/core";
import { credentialVaultContract, verify } from "@attendance-export/core/contract";
import { describe, expect, it } from "vitest";
import { AesGcmCredentialVault } from "./aes-gcm-credential-vault.ts";
import type { VaultKey } from "./key-ring.ts";

const keyOf = (id: string): VaultKey => ({ id, secret: randomBytes(32) });

verify({ describe, it }, credentialVaultContract, {
  adapter: "AesGcmCredentialVault",
  open: async () => {
    const first = keyOf("key-1");
    return {
      port: new AesGcmCredentialVault([first]),
      keys: {
        reopen: async () => new AesGcmCredentialVault([first]),
        rotate: async () => new AesGcmCredentialVault([keyOf("key-2"), first]),
        lose: async () => new AesGcmCredentialVault([keyOf("key-3")]),
      },
      close: async () => undefined,
    };
  },
});

const grant = { tenantId: tenantId("tenant-1"), version: 7 };
const known: VaultKey = {
  id: "key-known",
  secret: Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)),
};

describe("AesGcmCredentialVault", () => {
  it("opens what its first version sealed", async () => {
    const sealed = {
      keyId: "key-known",
      nonce: "LeNgYFHTFN-vxlSy",
      ciphertext: "0rYX_U9VG-TqHVUVB4OYbhbrdWJbYab-fop8nj-tneVgh27Cmw",
    };
    expect(await new AesGcmCredentialVault([known]).open(grant, sealed)).toBe("1//0g-a-refresh-token");
  });

  it("seals by plain AES-256-GCM, bound to key, tenant and version", async () => {
    const { nonce, ciphertext } = await new AesGcmCredentialVault([known]).seal(
      grant,
      "1//0g-a-refresh-token",
    );
    const bytes = Buffer.from(ciphertext, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", known.secret, Buffer.from(nonce, "base64url"));
    decipher.setAAD(Buffer.from('["attendance-export","refresh-token",1,"key-known","tenant-1",7]'));
    decipher.setAuthTag(bytes.subarray(-16));
    expect(decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8")).toBe(
      "1//0g-a-refresh-token",
    );
    expect(Buffer.from(nonce, "base64url")).toHaveLength(12);
  });

  it("refuses another key under the same name", async () => {
    const sealed = await new AesGcmCredentialVault([known]).seal(grant, "token");
    const impostor = new AesGcmCredentialVault([keyOf("key-known")]);
    await expect(impostor.open(grant, sealed)).rejects.toMatchObject({
      code: "credential-unreadable",
      cause: expect.any(Error),
    });
  });

  it("says whose credential it cannot open, why, and what to do", async () => {
    const vault = new AesGcmCredentialVault([known]);
    const sealed = await vault.seal(grant, "token");
    const messageOf = (changes: object): Promise<unknown> =>
      vault.open(grant, { ...sealed, ...changes }).catch((failure: Error) => failure.message);
    const beginning = "The stored credential of tenant-1, grant 7,";
    expect(await messageOf({ keyId: "x".repeat(100) })).toBe(
      `${beginning} was sealed with the key "${"x".repeat(59)}, which is not in the key ring. Put that key back, or reconnect the tenant's Google account.`,
    );
    expect(await messageOf({ keyId: undefined })).toContain("with the key (none), which");
    const damaged = `${beginning} is damaged: it does not have the shape of a sealed token. Restore it, or reconnect the tenant's Google account.`;
    for (const changes of [
      { nonce: `${sealed.nonce}AAAA` },
      { nonce: `${sealed.nonce}=` },
      { nonce: undefined },
      { ciphertext: "A".repeat(20) },
      { ciphertext: 7 },
    ])
      expect(await messageOf(changes)).toBe(damaged);
    // A tag and nothing else has the shape; it is the tag that does not fit.
    expect(await messageOf({ ciphertext: Buffer.alloc(16).toString("base64url") })).toBe(
      `${beginning} does not open: it was changed, or it belongs to another grant or another key of that name. Restore it, or reconnect the tenant's Google account.`,
    );
  });

  it("draws 50,000 nonces without a repeat", async () => {
    const vault = new AesGcmCredentialVault([known]);
    const nonces = new Set<string>();
    for (let count = 0; count < 50_000; count += 1) nonces.add((await vault.seal(grant, "t")).nonce);
    expect(nonces.size).toBe(50_000);
  });

  it("shows its keys to nobody who prints it", () => {
    const vault = new AesGcmCredentialVault([known]);
    const shown = [inspect(vault, { depth: 9, showHidden: true }), JSON.stringify(vault), String(vault)].join(
      "\n",
    );
    expect(shown).not.toContain("00 01 02 03");
    expect(shown).not.toContain(Buffer.from(known.secret).toString("base64url"));
  });
});
