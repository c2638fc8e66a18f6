/** The only source of randomness and of fingerprints. Synchronous: no I/O stands behind it. */
export interface Ids {
  /** Never the same twice, anywhere: 20 to 36 letters and digits. */
  fresh(): string;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /**
   * The same for the same text in every process and at any time, as base64url. In production SHA-256 (43 characters), which
   * PKCE relies on; doubles may be shorter, with at least 128 bits.
   */
  digest(text: string): string;
}
