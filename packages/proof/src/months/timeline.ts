export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Deed = () => Promise<void> | void;

/** What people and services will do, by the minute. */
export class Timeline {
  readonly #deeds = new Map<number, Deed[]>();

  at(moment: number, deed: Deed): void {
    const minute = Math.ceil(moment / MINUTE);
    const planned = this.#deeds.get(minute);
    if (planned === undefined) this.#deeds.set(minute, [deed]);
    else planned.push(deed);
  }

  /** Does what is planned for the minute that begins at that moment. */
  async reach(moment: number): Promise<void> {
    const minute = Math.ceil(moment / MINUTE);
    const deeds = this.#deeds.get(minute) ?? [];
    this.#deeds.delete(minute);
    for (const deed of deeds) await deed();
  }
}

/** A stretch of time, its end not included. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export const covers = (spans: readonly Span[], moment: number): boolean =>
  spans.some(({ from, until }) => moment >= from && moment < until);

/** Whether some part of the stretch is in one of them. */
export const touches = (spans: readonly Span[], from: number, until: number): boolean =>
  spans.some((span) => span.from <= until && span.until > from);
