import type { RunId } from "../../model/ids.ts";
import type { RunCounts } from "../../model/sync-run.ts";
import type { EpochMs } from "../../model/time.ts";
import type { RunFailure } from "./answer-failure.ts";
import type { Ending } from "./bring-up-to-date.ts";

/** How a run that began ended. */
export type RunEnding = Ending | { readonly status: "failed"; readonly failure: RunFailure };

/** What came of asking for a run. `unlinked` and `busy` leave no trace; everything else has a row in the history. */
export type RunReport =
  | { readonly status: "unlinked" }
  | { readonly status: "busy"; readonly owner: RunId; readonly until: EpochMs }
  | {
      readonly status: "ran";
      readonly runId: RunId;
      readonly ending: RunEnding;
      readonly counts: RunCounts;
      readonly startedAt: EpochMs;
      readonly completedAt: EpochMs;
    };

/** What the history says of an ending; `undefined` if the run was good. */
export const failureOf = (ending: RunEnding): RunFailure | undefined => {
  switch (ending.status) {
    case "failed":
      return ending.failure;
    case "deferred":
      return { code: "no-answer", message: "A request was not answered; the next run settles it." };
    case "superseded":
      return { code: "run-abandoned", message: "Another run took the link over." };
    default:
      return undefined;
  }
};

/** Until when nobody may send; null if anybody may. */
export const notBeforeOf = (ending: RunEnding): EpochMs | null =>
  ending.status === "deferred" ? ending.until : null;
