import { environmentMoves } from "./environment-moves.ts";
import type { State } from "./layout.ts";
import type { Model } from "./model.ts";
import { type Move, Moves } from "./moves.ts";
import { sheetMoves } from "./sheet-moves.ts";
import { workerMoves } from "./worker-moves.ts";

/** All that may happen next in a state. */
export const nextMoves = (model: Model, state: State): readonly Move[] => {
  const moves = new Moves(state);
  for (let worker = 0; worker < model.bounds.workers; worker++) workerMoves(model, state, worker, moves);
  for (let request = 0; request < model.bounds.inFlight; request++) sheetMoves(model, state, request, moves);
  environmentMoves(model, state, moves);
  return moves.all;
};
