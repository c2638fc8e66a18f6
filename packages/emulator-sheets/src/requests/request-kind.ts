import type { World } from "../faults/world.ts";
import type { SeededRandom } from "../random/seeded-random.ts";
import type { Actor } from "../spreadsheet/protection.ts";
import type { SpreadsheetDraft } from "../spreadsheet/spreadsheet-draft.ts";

/** What a request of a batch may use. The draft is dropped when any request of the batch is refused. */
export interface RequestContext {
  readonly draft: SpreadsheetDraft;
  readonly random: SeededRandom;
  readonly actor: Actor;
  readonly world: World;
  /** Milliseconds since 1970, for formulas that ask for the time. */
  readonly nowMs: number;
}

/** One kind of request of `batchUpdate`. */
export interface RequestKind {
  /** The field of google.apps.sheets.v4.Request. */
  readonly name: string;
  /**
   * Changes the draft and gives the reply below the kind's name; undefined for the empty reply `{}`.
   *
   * The request is already mapped onto its message: known fields only, of the right types.
   */
  apply(request: never, context: RequestContext): unknown;
}

/** Ties a kind's name to its function; the request's type is the function's own. */
export const requestKind = <Request>(
  name: string,
  apply: (request: Request, context: RequestContext) => unknown,
): RequestKind => ({ name, apply });
