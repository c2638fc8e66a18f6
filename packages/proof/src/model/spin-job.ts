/** What to check with spin, and how much of the machine that may take. */
export interface SpinJob {
  readonly name: string;
  readonly flags: readonly string[];
  /** Also that everything drains once faults have ended, in every weakly fair order. */
  readonly drains: boolean;
  readonly megabytes: number;
  readonly seconds: number;
}
