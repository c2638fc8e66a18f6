import type { StretchTally } from "./stretch.ts";

const HOUR_MS = 3_600_000;
const YEAR_HOURS = 8_766;

const whole = (number: number): string => Math.round(number).toLocaleString("en-US");

/** Adds up what the threads have done. */
export class CampaignReport {
  readonly #startedAt = performance.now();
  readonly #faults = new Map<string, Map<string, number>>();
  #runs = 0;
  #exportRuns = 0;
  #virtualMs = 0;
  #calls = 0;
  #residuals = 0;
  #checkedTwice = 0;
  /** That of the lowest seed among those found. */
  violation: StretchTally["violation"];

  add(tally: StretchTally): void {
    this.#runs += tally.runs;
    this.#exportRuns += tally.exportRuns;
    this.#virtualMs += tally.virtualMs;
    this.#calls += tally.calls;
    this.#residuals += tally.residuals;
    this.#checkedTwice += tally.checkedTwice;
    for (const [call, fault, times] of tally.faults) {
      const row = this.#faults.get(call) ?? new Map<string, number>();
      this.#faults.set(call, row.set(fault, (row.get(fault) ?? 0) + times));
    }
    const { violation } = tally;
    if (violation !== undefined && violation.seed < (this.violation?.seed ?? Number.POSITIVE_INFINITY))
      this.violation = violation;
  }

  get progress(): string {
    return `${whole(this.#runs)} runs, ${whole(this.#runs / this.#seconds)} a second`;
  }

  print(): string {
    const hours = this.#virtualMs / HOUR_MS;
    return [
      `simulations        ${whole(this.#runs)} in ${whole(this.#seconds)} s: ${whole(this.#runs / this.#seconds)} a second`,
      `export runs        ${whole(this.#exportRuns)}, port calls ${whole(this.#calls)}`,
      `virtual time       ${whole(hours)} hours: ${whole(hours / YEAR_HOURS)} years`,
      `faults             ${whole(this.#injected)}`,
      `simulated twice    ${whole(this.#checkedTwice)}, to the same story`,
      `residual R1        ${whole(this.#residuals)}`,
      `violations         ${this.violation === undefined ? "0" : "FOUND"}`,
      "",
      this.#matrix(),
    ].join("\n");
  }

  get #seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  get #injected(): number {
    let sum = 0;
    for (const row of this.#faults.values())
      for (const [fault, times] of row) if (fault !== "none") sum += times;
    return sum;
  }

  /** Faults down, port methods across; a cell that stays empty was never tried. */
  #matrix(): string {
    const calls = [...this.#faults.keys()].sort();
    const faults = [...new Set([...this.#faults.values()].flatMap((row) => [...row.keys()]))].sort();
    const width = Math.max(...calls.map((call) => call.length), 10) + 2;
    const line = (head: string, cells: readonly string[]): string =>
      head.padEnd(22) + cells.map((cell) => cell.padStart(width)).join("");
    return [
      line("fault × method", calls),
      ...faults.map((fault) =>
        line(
          fault,
          calls.map((call) => {
            const times = this.#faults.get(call)?.get(fault);
            return times === undefined ? "·" : whole(times);
          }),
        ),
      ),
    ].join("\n");
  }
}
