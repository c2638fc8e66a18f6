import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  followPlot,
  isMutantName,
  type Mutant,
  type MutantName,
  mutants,
  replay,
  shrink,
  simulateSeed,
} from "../src/simulation/index.ts";

const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));
const FORMATTER = fileURLToPath(new URL("../../../node_modules/@biomejs/biome/bin/biome", import.meta.url));

/** The shortest story found of one mistake. */
export interface CorpusEntry {
  readonly mutant: MutantName;
  readonly violation: string;
  /** Choices; valid only as long as executions make the same ones. */
  readonly tape: readonly number[];
  /** What happened, for people, and for whoever has to build the tape anew; a long one without its middle. */
  readonly story: readonly string[];
}

/** What the corpus keeps of a mistake; undefined if nothing. */
export const corpusEntry = (mutant: MutantName): CorpusEntry | undefined => {
  const file = join(CORPUS, `${mutant}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

/** Stories to choose the shortest from. */
const CANDIDATES = 5;
const PATIENCE = 300_000;
/** Lines kept of a story's beginning, and of its end: one that never gets anywhere says the same thousands of times. */
const KEPT_LINES = 100;

/** Searches a short tape for every mistake of the catalogue and keeps it; true if all were found. */
export const writeCorpus = async (only: MutantName | undefined): Promise<boolean> => {
  mkdirSync(CORPUS, { recursive: true });
  let found = true;
  for (const mutant of only === undefined ? Object.keys(mutants).filter(isMutantName) : [only]) {
    const tape = await shortestTape(mutant);
    found &&= tape !== undefined;
    console.log(`${mutant}: ${tape === undefined ? "not found" : `${matter(tape)} choices that matter`}`);
    if (tape === undefined) continue;
    const { story, violation = "" } = await replay(tape, { mutant, story: true });
    const entry: CorpusEntry = { mutant, violation, tape, story: abridged(story) };
    writeFileSync(join(CORPUS, `${mutant}.json`), `${JSON.stringify(entry, undefined, 2)}\n`);
  }
  // The checks look at the corpus, too.
  spawnSync(process.execPath, [FORMATTER, "format", "--write", CORPUS], { stdio: "inherit" });
  return found;
};

const abridged = (story: readonly string[]): readonly string[] => {
  const left = story.length - 2 * KEPT_LINES;
  if (left <= 0) return story;
  return [...story.slice(0, KEPT_LINES), `… ${left} more lines …`, ...story.slice(-KEPT_LINES)];
};

const shortestTape = async (mutant: MutantName): Promise<readonly number[] | undefined> => {
  const { plot }: Mutant = mutants[mutant];
  if (plot !== undefined) return byPlot(plot, mutant);
  let shortest: readonly number[] | undefined;
  let candidates = 0;
  for (let seed = 0; seed < PATIENCE && candidates < CANDIDATES; seed++) {
    const { violation, tape } = await simulateSeed(seed, { mutant });
    if (violation === undefined) continue;
    candidates++;
    const short = await shrink(tape, { mutant });
    if (shortest === undefined || matter(short) < matter(shortest)) shortest = short;
  }
  return shortest;
};

const byPlot = async (
  plot: readonly string[],
  mutant: MutantName,
): Promise<readonly number[] | undefined> => {
  const tape = await followPlot(plot, { mutant });
  if (tape === undefined || (await replay(tape, { mutant })).violation === undefined) return undefined;
  return shrink(tape, { mutant });
};

/** How many choices of a tape differ from the benign ones. */
export const matter = (tape: readonly number[]): number => tape.filter((choice) => choice !== 0).length;
