import { replay, type SimulationOptions } from "./simulate.ts";

/** The most options that any choice has, and that the one after it has: for how long, say. */
const OPTIONS = 13;
const DETAILS = 4;

/**
 * A tape whose story has these lines, or lines that hold them, in this order; undefined if none was found.
 * Line by line: the first choice that makes the next line come true, with the one after it, is kept, and all later ones are
 * benign. A seed in many millions does the same by chance.
 */
export const followPlot = async (
  plot: readonly string[],
  options: SimulationOptions = {},
): Promise<readonly number[] | undefined> => {
  let tape: readonly number[] = [];
  for (let lines = 1; lines <= plot.length; lines++) {
    const next = await nextChoice(tape, plot.slice(0, lines), options);
    if (next === undefined) return undefined;
    tape = next;
  }
  return tape;
};

const nextChoice = async (
  tape: readonly number[],
  plot: readonly string[],
  options: SimulationOptions,
): Promise<readonly number[] | undefined> => {
  const before = (await replay(tape, options)).tape;
  for (let at = tape.length; at < before.length; at++)
    for (let choice = 1; choice < OPTIONS; choice++)
      for (let detail = 0; detail < DETAILS; detail++) {
        const candidate = [...before.slice(0, at), choice, detail];
        const { story } = await replay(candidate, { ...options, story: true });
        if (tells(story, plot)) return candidate;
      }
  return undefined;
};

const tells = (story: readonly string[], plot: readonly string[]): boolean => {
  let told = 0;
  for (const line of story) if (line.includes(plot[told] ?? "\n")) told++;
  return told === plot.length;
};
