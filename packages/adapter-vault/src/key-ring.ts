/** A key of 256 bits. Its id stands beside everything that it sealed, so it never changes and is no secret. */
export interface VaultKey {
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** The keys a vault opens with, newest first; the newest one seals. */
export type KeyRing = readonly [newest: VaultKey, ...older: VaultKey[]];
