import type { Terminal } from "./terminal.ts";

const BAR_CELLS = 24;
/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MS = 100;
/** Where lines stay, one that names no step comes no more often than this. */
const PLAIN_LINE_MS = 1_000;

/** What is being counted, and how far it goes. */
export interface ProgressOf {
  readonly label: string;
  /** `rows`, `records`: what the numbers count. */
  readonly unit: string;
  /** Where it is known. */
  readonly total?: number | undefined;
  /** From 0 to 1, where the share is known and the total is not. Without either there is no bar and no time left. */
  readonly share?: () => number;
  /** The milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

/**
 * Tells how far a command is: a bar with rate and time left on a terminal, one plain line a step elsewhere.
 * Our own few lines, since the usual library has not been maintained for years.
 */
export class Progress {
  readonly #terminal: Terminal;
  readonly #of: ProgressOf;
  readonly #now: () => number;
  readonly #startedAt: number;
  #done = 0;
  #drawnAt: number;

  constructor(terminal: Terminal, of: ProgressOf) {
    this.#terminal = terminal;
    this.#of = of;
    this.#now = of.now ?? (() => performance.now());
    this.#startedAt = this.#now();
    // What is over in a moment needs no bar.
    this.#drawnAt = this.#startedAt;
  }

  /** `done` so far; `step` names what just happened and stands only in plain lines. */
  update(done: number, step?: string): void {
    this.#done = done;
    const { isInteractive } = this.#terminal;
    const plain = (): string => `${this.#of.label}: ${step === undefined ? "" : `${step}, `}${this.#text()}`;
    if (!isInteractive && step !== undefined) this.#terminal.line(plain());
    else if (this.#isTime(isInteractive ? REDRAW_MS : PLAIN_LINE_MS)) {
      if (isInteractive)
        this.#terminal.redraw(this.#fitting(`${this.#of.label} ${this.#bar()}${this.#text()}`));
      else this.#terminal.line(plain());
    }
  }

  /** Writes a line above the bar. */
  interject(text: string): void {
    if (this.#terminal.isInteractive) this.#terminal.redraw("");
    this.#terminal.line(text);
  }

  /** Takes the bar away, so that what follows begins on a clean line. */
  finish(): void {
    if (this.#terminal.isInteractive) this.#terminal.redraw("");
  }

  #isTime(pauseMs: number): boolean {
    const now = this.#now();
    if (now - this.#drawnAt < pauseMs) return false;
    this.#drawnAt = now;
    return true;
  }

  #bar(): string {
    const share = this.#share();
    if (share === undefined) return "";
    const full = Math.round(share * BAR_CELLS);
    const style = (text: string): string => this.#terminal.style("green", text);
    return `${style("█".repeat(full))}${this.#terminal.style("dim", "░".repeat(BAR_CELLS - full))} `;
  }

  #text(): string {
    const { unit, total } = this.#of;
    const seconds = (this.#now() - this.#startedAt) / 1_000;
    const rate = seconds > 0 ? this.#done / seconds : 0;
    const share = this.#share();
    const of = total === undefined ? "" : ` of ${counted(total)}`;
    const left = share === undefined || share === 0 ? "" : `, ${duration(seconds / share - seconds)} left`;
    return `${counted(this.#done)}${of} ${unit}, ${counted(Math.round(rate))}/s${left}`;
  }

  #share(): number | undefined {
    const { total, share } = this.#of;
    if (share !== undefined) return share();
    return total === undefined || total === 0 ? undefined : Math.min(1, this.#done / total);
  }

  /** A line that wraps could not be redrawn. */
  #fitting(text: string): string {
    const spare = this.#terminal.columns - 1;
    return visibleLength(text) <= spare ? text : `${this.#of.label} ${this.#text()}`.slice(0, spare);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences take no room on the line.
const visibleLength = (text: string): number => text.replaceAll(/\u001b\[[0-9;]*m/g, "").length;

/** 13,144: the same in every locale, since scripts and people in many places read it. */
export const counted = (number: number): string => number.toLocaleString("en-US");

/** `1 record`, `13,144 records`. */
export const amount = (number: number, one: string, many = `${one}s`): string =>
  `${counted(number)} ${number === 1 ? one : many}`;

/** `0.4 s`, `12 s`, `3 min 05 s`. */
export const duration = (seconds: number): string => {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${counted(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, "0")} s`;
};
