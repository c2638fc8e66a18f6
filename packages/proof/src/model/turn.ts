import { Batch, byte, type State, Why } from "./layout.ts";
import type { Model } from "./model.ts";
import type { Moves } from "./moves.ts";
import { at, type Step } from "./steps.ts";

/** A worker and what it needs to take its next step. */
export interface Turn {
  readonly model: Model;
  readonly state: State;
  readonly number: number;
  readonly moves: Moves;
}

export const batchOf = ({ model, state, number }: Turn): number =>
  byte(state, model.layout.worker(number).batch);

export const isAlone = (turn: Turn): boolean => {
  const records = byte(turn.state, turn.model.layout.recordsOf(batchOf(turn)));
  return (records & (records - 1)) === 0;
};

export const goTo = (to: State, { model, number }: Turn, step: Step): undefined => {
  to[model.layout.worker(number).step] = at(step);
  return undefined;
};

/** What a worker sends, and under which id, is what the ledger said at this moment; it may be old when it leaves. */
export const afterNoting = (to: State, turn: Turn): undefined => {
  const { model, number } = turn;
  const { layout } = model;
  const worker = layout.worker(number);
  const batch = batchOf(turn);
  if (byte(to, layout.open) !== batch && !model.has("NO_OPEN_CHECK")) return startAgain(to, turn);
  if (byte(to, layout.stateOf(batch)) === Batch.APPLIED) return goTo(to, turn, "MARK");
  to[worker.base] = byte(to, layout.baseOf(batch));
  to[worker.why] = byte(to, layout.whyOf(batch));
  if (byte(to, worker.why) === Why.NOT) return goTo(to, turn, "SEND");
  return goTo(to, turn, model.has("NO_VOID") ? "JUDGE_VOID" : "SEND_VOID");
};

/** Somebody else has settled the batch, or planned meanwhile: what the run knows is no good any more. */
export const startAgain = (to: State, turn: Turn): undefined => {
  forget(to, turn);
  return goTo(to, turn, "RELOAD");
};

/**
 * The run goes on with the ledger as it is now: with the batch that is open, with what it read ahead, if that still fits, or
 * by reading anew. A sequence counts only if nothing was open under it: what is open may be confirmed without raising it.
 */
export const goOn = (to: State, turn: Turn, keepsAhead: boolean): undefined => {
  const { model, number } = turn;
  const { layout } = model;
  const worker = layout.worker(number);
  const open = model.has("NO_OPEN_CHECK") || model.has("READ_WHILE_OPEN") ? 0 : byte(to, layout.open);
  const fits =
    byte(to, worker.readFor) === byte(to, layout.sequence) && byte(to, worker.link) === byte(to, layout.link);
  const isUncompared = model.has("STALE_AHEAD") || model.has("UNCOMPARED_AHEAD");
  if (open === 0 && keepsAhead && byte(to, worker.read) !== 0 && (fits || isUncompared)) {
    to[worker.batch] = 0;
    to[worker.base] = 0;
    to[worker.why] = Why.NOT;
    to[worker.readFor] = byte(to, layout.sequence);
    to[worker.link] = byte(to, layout.link);
    return goTo(to, turn, "PLAN");
  }
  forget(to, turn);
  if (open !== 0) {
    to[worker.batch] = open;
    to[worker.base] = byte(to, layout.baseOf(open));
    return goTo(to, turn, "LOOK");
  }
  to[worker.readFor] = byte(to, layout.sequence);
  to[worker.link] = byte(to, layout.link);
  return goTo(to, turn, "READ");
};

/** All but its grant and its lease. */
const forget = (to: State, { model, number }: Turn): void => {
  const worker = model.layout.worker(number);
  for (const place of [worker.batch, worker.base, worker.why, worker.answer, worker.read]) to[place] = 0;
  for (const place of [worker.readRevisions, worker.readFor, worker.link]) to[place] = 0;
};
