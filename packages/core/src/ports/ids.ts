/** The only source of randomness and of fingerprints. Synchronous: no I/O stands behind it. */
export interface Ids {
  /** Never the same twice, anywhere: 20 to 36 letters and digits. */
  fresh(): string;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** The same for the same text in every process and at any time; at least 128 bits as base64url. */
  digest(text: string): string;
}
