/** What was done and what was found. */
export interface CampaignReport {
  readonly store: string;
  readonly seed: number;
  readonly sheets: number;
  readonly kills: number;
  /** Kills that left a batch open in the store: planned, perhaps sent, not confirmed. */
  readonly killedWithOpenBatch: number;
  /** Processes stopped in the middle, overtaken by another one, and woken afterwards. */
  readonly zombies: number;
  readonly googleKills: number;
  readonly fullDisks: number;
  /** Of those, the ones where the process said so and ended by itself. */
  readonly fullDiskRefusals: number;
  readonly wrongClocks: number;
  readonly records: number;
  readonly rows: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly altered: number;
  readonly unknown: number;
  /** Verifications on the way, in the middle of everything. */
  readonly checks: number;
  readonly faults: number;
  readonly seconds: number;
}
