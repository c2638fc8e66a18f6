import { replay, type SimulationOptions } from "./simulate.ts";

/** However long the search for a shorter tape may take. */
const MAX_REPLAYS = 3_000;

/**
 * The shortest tape found that still breaks an invariant: chunks are cut out, then made benign, then lowered.
 * Any violation counts, since a shorter story of another one is as good a lead.
 */
export const shrink = async (
  tape: readonly number[],
  options: SimulationOptions = {},
): Promise<readonly number[]> => {
  let best = trimmed(tape);
  let replays = 0;
  const stillBreaks = async (candidate: readonly number[]): Promise<boolean> => {
    if (replays >= MAX_REPLAYS) return false;
    replays++;
    return (await replay(candidate, options)).violation !== undefined;
  };
  for (let improved = true; improved && replays < MAX_REPLAYS; ) {
    improved = false;
    for (const propose of [withoutChunk, withBenignChunk]) {
      for (let size = best.length >> 1; size >= 1; size >>= 1) {
        for (let at = 0; at < best.length; at += size) {
          const candidate = trimmed(propose(best, at, size));
          if (isShorter(candidate, best) && (await stillBreaks(candidate))) {
            best = candidate;
            improved = true;
          }
        }
      }
    }
  }
  return best;
};

const withoutChunk = (tape: readonly number[], at: number, size: number): readonly number[] => [
  ...tape.slice(0, at),
  ...tape.slice(at + size),
];

const withBenignChunk = (tape: readonly number[], at: number, size: number): readonly number[] =>
  tape.map((choice, index) => (index >= at && index < at + size ? 0 : choice));

/** Benign choices at the end say nothing: past its end a tape is benign anyway. */
const trimmed = (tape: readonly number[]): readonly number[] =>
  tape.slice(0, tape.findLastIndex((choice) => choice !== 0) + 1);

const isShorter = (candidate: readonly number[], best: readonly number[]): boolean =>
  candidate.length < best.length || choices(candidate) < choices(best);

const choices = (tape: readonly number[]): number => tape.filter((choice) => choice !== 0).length;
