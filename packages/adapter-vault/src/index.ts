export { AesGcmCredentialVault } from "./aes-gcm-credential-vault.ts";
export { openKeyFile, rotateKeyFile } from "./key-file.ts";
export type { KeyRing, VaultKey } from "./key-ring.ts";
export { KEY_RING_WANTED, parseKeyRing } from "./key-ring-text.ts";
