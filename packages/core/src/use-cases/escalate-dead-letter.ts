import type { DeadLetter } from "../model/dead-letter.ts";
import type { LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import type { OperatorAlerts } from "../ports/operator-alerts.ts";

export interface EscalatePorts {
  readonly links: LinkedSheetStore;
  readonly alerts: OperatorAlerts;
}

/** Tells the operators of a run that failed for the last time. */
export class EscalateDeadLetter {
  readonly #ports: EscalatePorts;

  constructor(ports: EscalatePorts) {
    this.#ports = ports;
  }

  async execute(letter: DeadLetter): Promise<void> {
    const state = await this.#ports.links.load(letter.tenantId);
    await this.#ports.alerts.escalate(letter, state?.link);
  }
}
