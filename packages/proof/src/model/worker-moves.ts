import { deliveryMoves } from "./delivery-moves.ts";
import { Batch, byte, Lease, namesOf, type State, Why } from "./layout.ts";
import type { Model } from "./model.ts";
import type { Moves } from "./moves.ts";
import { type Step, steps } from "./steps.ts";
import { goOn, goTo, startAgain, type Turn } from "./turn.ts";

/** What one worker may do next: its own step, or die. Pausing for hours needs no move: it is any order of the others. */
export const workerMoves = (model: Model, state: State, number: number, moves: Moves): void => {
  const turn: Turn = { model, state, number, moves };
  const step = steps[byte(state, model.layout.worker(number).step)] as Step;
  if (step !== "IDLE")
    moves.fault(
      () => `W${number} dies, or gives up, at ${step}`,
      (to) => model.die(to, number),
    );
  switch (step) {
    case "IDLE":
      begin(turn);
      break;
    case "READ":
      read(turn);
      break;
    case "PLAN":
      plan(turn);
      break;
    case "RELOAD":
      moves.add(
        () => `W${number} reads the ledger again`,
        (to) => goOn(to, turn, false),
      );
      break;
    default:
      deliveryMoves(turn, step);
  }
};

/** Picks up what is open; an orphan of the sheet is opened again first; otherwise looks for something to plan. */
const begin = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  // Also where the link is in error: a look at the sheet cannot always tell whether a write will be denied.
  if (byte(state, layout.link) === 0) return;
  const isTaken =
    byte(state, layout.worker(number).lease) === Lease.HELD || model.isHeldByAnother(state, number);
  const open = model.has("NO_OPEN_CHECK") ? 0 : byte(state, layout.open);
  const orphan = open === 0 ? model.orphanOn(state, byte(state, layout.sheet)) : 0;
  const nothingToDo = open === 0 && orphan === 0 && model.backlog(state) === 0;
  if (isTaken || nothingToDo) return;
  moves.add(
    () =>
      `W${number} begins${orphan > 0 ? ` and opens orphan ${orphan} again` : open > 0 ? `: batch ${open} is open` : ""}`,
    (to) => {
      if (orphan > 0) model.adopt(to, orphan);
      if (model.bounds.lease) takeLease(to, turn);
      const worker = layout.worker(number);
      to[worker.batch] = open || orphan;
      to[worker.base] = byte(to, layout.baseOf(open || orphan));
      to[worker.grant] = byte(to, layout.grant);
      if (open > 0 || orphan > 0) return goTo(to, turn, "LOOK");
      to[worker.readFor] = byte(to, layout.sequence);
      to[worker.link] = byte(to, layout.link);
      return goTo(to, turn, "READ");
    },
  );
};

const takeLease = (to: State, { model, number }: Turn): void => {
  for (let other = 0; other < model.bounds.workers; other++)
    to[model.layout.worker(other).lease] = Lease.NONE;
  to[model.layout.worker(number).lease] = Lease.HELD;
};

/** Reads the backlog, some time after the sequence. */
const read = (turn: Turn): void => {
  const { model, number, moves } = turn;
  const worker = model.layout.worker(number);
  moves.add(
    () => `W${number} reads the backlog`,
    (to) => {
      to[worker.read] = model.backlog(to);
      to[worker.readRevisions] = byte(to, model.layout.revision) & byte(to, worker.read);
      if (byte(to, worker.read) === 0) return model.end(to, number);
      return goTo(to, turn, model.has("NAIVE") ? "SEND" : "PLAN");
    },
  );
};

/** Freezes the next batch, unless something has changed since the backlog was read. */
const plan = (turn: Turn): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const worker = layout.worker(number);
  const records = firstOf(byte(state, worker.read), byte(state, layout.limit));
  const sequence = byte(state, layout.sequence);
  const isOpen = byte(state, layout.open) !== 0 && !model.has("NO_OPEN_CHECK");
  const isMoved =
    (byte(state, worker.readFor) !== sequence && !model.has("STALE_PLAN")) ||
    byte(state, worker.link) !== byte(state, layout.link);
  if (isOpen || isMoved) {
    moves.add(
      () => `W${number} plans nothing: the ledger has moved on`,
      (to) => startAgain(to, turn),
    );
    return;
  }
  const isInError = byte(state, layout.inError) !== 0;
  const isSuperseded = model.isHeldByAnother(state, number) || model.isExhausted(state);
  if (isInError || isSuperseded)
    moves.add(
      () => `W${number} plans nothing and ends`,
      (to) => model.end(to, number),
    );
  // A run that began in spite of the error also plans in spite of it.
  if (!isSuperseded) planNow(turn, records);
};

/** An orphan of the sheet first; otherwise these records. */
const planNow = (turn: Turn, records: number): void => {
  const { model, state, number, moves } = turn;
  const { layout } = model;
  const sequence = byte(state, layout.sequence);
  const orphan = model.orphanOn(state, byte(state, layout.sheet));
  if (orphan > 0)
    moves.add(
      () => `W${number} opens orphan ${orphan} again instead of planning`,
      (to) => {
        model.adopt(to, orphan);
        return startAgain(to, turn);
      },
    );
  else
    moves.add(
      () => `W${number} plans batch ${sequence} of ${namesOf(records)}`,
      (to) => freeze(to, turn, sequence, records),
    );
};

const freeze = (to: State, turn: Turn, batch: number, records: number): undefined => {
  const { model, number } = turn;
  const { layout, bounds } = model;
  const worker = layout.worker(number);
  to[layout.stateOf(batch)] = Batch.PLANNED;
  to[layout.recordsOf(batch)] = records;
  to[layout.revisionsOf(batch)] = byte(to, worker.readRevisions) & records;
  to[layout.sheetOf(batch)] = byte(to, layout.sheet);
  to[layout.open] = batch;
  to[layout.sequence] = batch + 1;
  to[worker.batch] = batch;
  to[worker.base] = 0;
  to[worker.why] = Why.NOT;
  // What was read behind these rows is as good for the sequence after this batch.
  to[worker.read] = bounds.readAhead ? byte(to, worker.read) & ~records : 0;
  to[worker.readRevisions] = byte(to, worker.readRevisions) & byte(to, worker.read);
  const isAhead = byte(to, worker.read) !== 0;
  to[worker.readFor] = isAhead ? batch + 1 : 0;
  if (!isAhead) to[worker.link] = 0;
  return goTo(to, turn, model.has("MARK_FIRST") ? "MARK" : "SEND");
};

const firstOf = (records: number, limit: number): number => {
  let picked = 0;
  let count = 0;
  for (let record = 0; 1 << record <= records && count < limit; record++)
    if ((records & (1 << record)) !== 0) {
      picked |= 1 << record;
      count++;
    }
  return picked;
};
