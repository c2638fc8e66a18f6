import type { Ledger, LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { BatchWrite, Step, Transition } from "../ports/export-ledger.ts";

/** A decision about a link that exists; without a link the result is `undefined` and nothing is written. */
export const onLink =
  <Result>(decide: (state: LinkState) => Step<Result>): Transition<Result | undefined> =>
  (state) =>
    state === undefined ? { result: undefined } : decide(state);

/** Nothing to change, also because the change is there already. */
export const unchanged = <Result>(result: Result): Step<Result> => ({ result });

interface Change {
  readonly link?: Partial<LinkedSheet>;
  readonly ledger?: Partial<Ledger>;
  readonly batch?: BatchWrite;
}

export const changed = <Result>(
  state: LinkState,
  { link, ledger, batch }: Change,
  result: Result,
): Step<Result> => ({
  state: {
    link: link === undefined ? state.link : { ...state.link, ...link },
    ledger: ledger === undefined ? state.ledger : { ...state.ledger, ...ledger },
  },
  ...(batch === undefined ? {} : { batch }),
  result,
});

/** Reads the link as it is. */
export const readLink: Transition<LinkState | undefined> = (state) => unchanged(state);
