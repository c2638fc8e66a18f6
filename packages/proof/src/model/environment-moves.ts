import { Batch, byte, Lease, Mark, namesOf, type State, Why } from "./layout.ts";
import { MAX_ROWS, type Model } from "./model.ts";
import type { Moves } from "./moves.ts";

/** What people and time may do at any moment. */
export const environmentMoves = (model: Model, state: State, moves: Moves): void => {
  link(model, state, moves);
  grants(model, state, moves);
  relinks(model, state, moves);
  versions(model, state, moves);
  strangers(model, state, moves);
  pruning(model, state, moves);
  records(model, state, moves);
  leases(model, state, moves);
};

const more = (state: State, place: number): void => {
  state[place] = byte(state, place) + 1;
};

/** The first link, if the canary finds that used ids are refused. */
const link = (model: Model, state: State, moves: Moves): void => {
  if (byte(state, model.layout.link) !== 0 || !model.passesCanary) return;
  moves.add(
    () => "the admin links sheet 0",
    (to) => {
      to[model.layout.link] = 1;
      return undefined;
    },
  );
};

const records = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  const waiting = layout.all & ~byte(state, layout.approved);
  if (waiting !== 0)
    moves.add(
      () => `${namesOf(waiting)} is approved`,
      (to) => {
        to[layout.approved] = layout.all;
        return undefined;
      },
    );
  for (let record = 1; record <= layout.all; record <<= 1)
    if ((bounds.edits & ~byte(state, layout.revision) & record) !== 0)
      moves.fault(
        () => `${namesOf(record)} is edited`,
        (to) => {
          to[layout.revision] = byte(to, layout.revision) | record;
          return undefined;
        },
      );
};

const grants = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  if (byte(state, layout.valid) === 0)
    moves.add(
      () => "the admin reconnects",
      (to) => {
        more(to, layout.grant);
        to[layout.valid] = byte(to, layout.grant);
        to[layout.inError] = 0;
        return undefined;
      },
    );
  else if (byte(state, layout.revoked) < bounds.revokes)
    moves.fault(
      () => "the admin withdraws access",
      (to) => {
        to[layout.valid] = 0;
        more(to, layout.revoked);
        return undefined;
      },
    );
};

/** A batch on its way becomes an orphan; one that is on the old sheet for certain stays open until it is marked. */
const relinks = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  const links = byte(state, layout.link);
  if (links === 0 || links > bounds.relinks) return;
  const other = 1 - byte(state, layout.sheet);
  moves.fault(
    () => `the admin links sheet ${other}`,
    (to) => {
      more(to, layout.link);
      to[layout.sheet] = other;
      to[layout.limit] = MAX_ROWS;
      to[layout.suspects] = 0;
      const open = byte(to, layout.open);
      if (open === 0 || byte(to, layout.stateOf(open)) !== Batch.PLANNED) return undefined;
      to[layout.stateOf(open)] = Batch.ORPHAN;
      to[layout.whyOf(open)] = Why.RELINKED;
      to[layout.open] = 0;
      return undefined;
    },
  );
};

const versions = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  if (byte(state, layout.restored) >= bounds.restores) return;
  if (byte(state, layout.saved) === 0)
    moves.fault(
      () => "a version of the sheet is kept",
      (to) => {
        to[layout.saved] = 1;
        layout.keepVersion(to);
        return undefined;
      },
    );
  else
    moves.fault(
      () => "somebody brings the version back, rows and receipts alike",
      (to) => {
        more(to, layout.restored);
        layout.bringBack(to);
        return undefined;
      },
    );
};

/** Somebody else takes the id that the next batch would use. */
const strangers = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  const next = byte(state, layout.sequence);
  if (byte(state, layout.strangers) >= bounds.strangers || next > bounds.batches) return;
  const mark = layout.mark(byte(state, layout.sheet), next, 0);
  if (byte(state, mark) !== Mark.NONE) return;
  moves.fault(
    () => `a stranger's mark stands under id ${next}`,
    (to) => {
      more(to, layout.strangers);
      to[mark] = Mark.STRANGER;
      return undefined;
    },
  );
};

/** Receipts go that nobody can need any more: no worker and no request knows their batch. */
const pruning = (model: Model, state: State, moves: Moves): void => {
  const { layout, bounds } = model;
  if (!bounds.pruning) return;
  for (let batch = 1; batch <= bounds.batches; batch++) {
    const standing = byte(state, layout.stateOf(batch));
    if (standing !== Batch.CONFIRMED && standing !== Batch.VOID) continue;
    const mark = layout.mark(byte(state, layout.sheetOf(batch)), batch, byte(state, layout.baseOf(batch)));
    if (byte(state, mark) === Mark.NONE) continue;
    if (model.isInUse(state, batch) && !model.has("EARLY_PRUNING")) continue;
    moves.add(
      () => `receipt ${batch} is removed`,
      (to) => {
        to[mark] = Mark.NONE;
        return undefined;
      },
    );
  }
};

/** A lease lapses while its run lives on, or after it died. */
const leases = ({ layout, bounds }: Model, state: State, moves: Moves): void => {
  for (let number = 0; bounds.lease && number < bounds.workers; number++) {
    const { lease } = layout.worker(number);
    if (byte(state, lease) !== Lease.HELD) continue;
    moves.add(
      () => `the lease of W${number} lapses`,
      (to) => {
        to[lease] = Lease.LAPSED;
        return undefined;
      },
    );
  }
};
