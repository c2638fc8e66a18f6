/** What spin found of one variant of the Promela model. */
export interface SpinResult {
  readonly name: string;
  readonly flags: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** What spin calls the violation; null if there is none. */
  readonly broken: string | null;
  readonly seconds: number;
  readonly megabytes: number;
}
