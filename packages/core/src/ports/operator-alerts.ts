import type { DeadLetter } from "../model/dead-letter.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";

/** Tells the operators. Rejects with a `PortFailure` and nothing else. */
export interface OperatorAlerts {
  /** Hands the letter over; repeating may tell twice, under the same id. `link` is undefined if the tenant has none now. */
  escalate(letter: DeadLetter, link: LinkedSheet | undefined): Promise<void>;
}
