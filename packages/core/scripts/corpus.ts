import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type MutantName, mutants, replay, shrink, simulateSeed } from "../src/simulation/index.ts";

export const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));

/** The shortest story found of one mistake. */
export interface CorpusEntry {
  readonly mutant: MutantName;
  readonly violation: string;
  /** Choices; valid only as long as executions make the same ones. */
  readonly tape: readonly number[];
  /** What happened, for people, and for whoever has to build the tape anew. */
  readonly story: readonly string[];
}

/** Stories to choose the shortest from. */
const CANDIDATES = 5;
const PATIENCE = 300_000;

/** Searches a short tape for every mistake of the catalogue and keeps it; true if all were found. */
export const writeCorpus = async (): Promise<boolean> => {
  mkdirSync(CORPUS, { recursive: true });
  let found = true;
  for (const mutant of Object.keys(mutants) as MutantName[]) {
    const tape = await shortestTape(mutant);
    found &&= tape !== undefined;
    console.log(`${mutant}: ${tape === undefined ? "not found" : `${matter(tape)} choices that matter`}`);
    if (tape === undefined) continue;
    const { story, violation = "" } = await replay(tape, { mutant, story: true });
    const entry: CorpusEntry = { mutant, violation, tape, story };
    writeFileSync(join(CORPUS, `${mutant}.json`), `${JSON.stringify(entry, undefined, 2)}\n`);
  }
  return found;
};

const shortestTape = async (mutant: MutantName): Promise<readonly number[] | undefined> => {
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

const matter = (tape: readonly number[]): number => tape.filter((choice) => choice !== 0).length;
