import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import type { DeadLetter } from "../model/dead-letter.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { OperatorAlerts } from "../ports/operator-alerts.ts";

/** One alert as the operators got it. */
export interface RaisedAlert {
  readonly letter: DeadLetter;
  readonly link: LinkedSheet | undefined;
}

/** Keeps what the operators were told, in the order in which they were told it. */
export class MemoryOperatorAlerts implements OperatorAlerts {
  /** While set, nobody can be told. */
  trouble: FailureCode | undefined;
  readonly #raised: RaisedAlert[] = [];

  get raised(): readonly RaisedAlert[] {
    return this.#raised;
  }

  async escalate(letter: DeadLetter, link: LinkedSheet | undefined): Promise<void> {
    if (this.trouble !== undefined)
      throw new PortFailure(this.trouble, "the memory alerts reach nobody, as they were told to");
    this.#raised.push({ letter, link });
  }
}
