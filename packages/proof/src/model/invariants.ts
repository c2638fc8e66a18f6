import { Batch, byte, Mark, namesOf, type State } from "./layout.ts";
import type { Model } from "./model.ts";

/** Names what is wrong with a state, or nothing. */
type Invariant = (model: Model, state: State) => string | undefined;

/** What users of the product would notice. */
const harm: readonly Invariant[] = [
  // I1: no record is on a sheet twice.
  ({ layout, bounds }, state) => {
    for (let sheet = 0; sheet < layout.sheets; sheet++)
      for (let record = 0; record < bounds.records; record++)
        if (byte(state, layout.rows(sheet, record)) > 1)
          return `I1: two rows of r${record} on sheet ${sheet}`;
    return undefined;
  },
  // I7: a link is in error only if the grant in force does not work.
  ({ layout }, state) =>
    byte(state, layout.inError) !== 0 && byte(state, layout.grant) === byte(state, layout.valid)
      ? "I7: the link is in error although its grant works"
      : undefined,
  // I8: what is set aside is on no sheet that we can still see, and Google has refused it as it is.
  (model, state) => {
    const { layout, bounds } = model;
    const aside = model.heldBack(state);
    if (aside === 0) return undefined;
    const isExcused = byte(state, layout.refusedSpuriously) + byte(state, layout.suspected) > 0;
    const good = isExcused ? 0 : aside & (~bounds.poison | byte(state, layout.revision));
    if (good !== 0) return `I8: ${namesOf(good)} is set aside, and nobody ever refused it as it is`;
    // On another sheet, or on a later version of this one, it may be.
    if (layout.sheets > 1 || bounds.restores > 0) return undefined;
    const onSheet = aside & byte(state, layout.ever(0));
    return onSheet === 0 ? undefined : `I8: ${namesOf(onSheet)} is set aside and on the sheet`;
  },
];

/** What only the ledger would notice, before it does harm. */
const bookkeeping: readonly Invariant[] = [
  // I3: a batch is live if and only if it is the open one.
  ({ layout, bounds }, state) => {
    const open = byte(state, layout.open);
    for (let batch = 1; batch <= bounds.batches; batch++) {
      const standing = byte(state, layout.stateOf(batch));
      const isLive = standing === Batch.PLANNED || standing === Batch.APPLIED;
      if (isLive && open !== batch) return `I3: batch ${batch} is live and not open`;
      if (!isLive && open === batch) return `I3: batch ${batch} is open and not live`;
    }
    return undefined;
  },
  // I4: no record is in two batches of one sheet that are not void.
  ({ layout, bounds }, state) => {
    const seen = [0, 0];
    for (let batch = 1; batch <= bounds.batches; batch++) {
      const standing = byte(state, layout.stateOf(batch));
      if (standing === Batch.NONE || standing === Batch.VOID || standing === Batch.ORPHAN) continue;
      const sheet = byte(state, layout.sheetOf(batch));
      const records = byte(state, layout.recordsOf(batch));
      const twice = (seen[sheet] ?? 0) & records;
      if (twice !== 0) return `I4: ${namesOf(twice)} is in batch ${batch} and in an earlier one of its sheet`;
      seen[sheet] = (seen[sheet] ?? 0) | records;
    }
    return undefined;
  },
  // I6: the ledger says of a batch what its receipt says, as long as nobody takes the receipt away.
  (model, state) => {
    const { layout, bounds } = model;
    if (bounds.restores > 0) return undefined;
    for (let batch = 1; batch <= bounds.batches; batch++) {
      const standing = byte(state, layout.stateOf(batch));
      const isOver = standing === Batch.CONFIRMED || standing === Batch.VOID;
      if (!isOver && standing !== Batch.APPLIED) continue;
      const mark = model.receiptAt(state, batch, byte(state, layout.baseOf(batch)));
      const isPruned = isOver && bounds.pruning && mark === Mark.NONE;
      if (!isPruned && mark !== (standing === Batch.VOID ? Mark.VOID : Mark.ROWS))
        return `I6: batch ${batch} is ${standing === Batch.VOID ? "void" : "applied"}, and its receipt does not say so`;
    }
    return undefined;
  },
];

/** The first invariant that a state breaks. I2 belongs to the step that marks; I5, write once, to the sheet. */
export const brokenInvariant = (model: Model, state: State, only: "harm" | undefined): string | undefined => {
  for (const invariant of only === "harm" ? harm : [...harm, ...bookkeeping]) {
    const broken = invariant(model, state);
    if (broken !== undefined) return broken;
  }
  return undefined;
};
