/**
 * Simulates exports under every mixture of faults: `npm run simulate -- --runs 1000000 --threads 2`.
 * One seed is one execution; a violation prints what replays it and ends with exit code 1.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isMutantName, type MutantName } from "../src/simulation/index.ts";
import { runCampaign } from "./campaign.ts";
import { writeCorpus } from "./corpus.ts";
import { printMutants } from "./mutant-table.ts";
import { tellSeed, tellTape } from "./tell-story.ts";
import { tryPlacements } from "./try-placements.ts";

// A stack for every simulated failure would take a tenth of the time, and nobody reads them.
Error.stackTraceLimit = 0;

const USAGE = `npm run simulate -- [options]
  --runs N         simulations (100,000; without end if --minutes is given)
  --minutes M      stop after so many minutes
  --threads T      worker threads (1)
  --seed S         first seed (0); with --story, the only one
  --story          tell the execution of --seed in plain lines
  --tape FILE      replay a tape, a JSON array of choices, and tell its story
  --mutant NAME    build a mistake of the catalogue in
  --mutants        find every mistake of the catalogue, and print how many seeds it took
  --placements K   try every placement of up to K faults instead of seeds
  --corpus         search a short tape for every mistake, or for that of --mutant, and keep it`;

/** What the caller has to say otherwise. */
class WrongOption extends Error {}

const optionsOf = () =>
  parseArgs({
    options: {
      runs: { type: "string" },
      minutes: { type: "string" },
      threads: { type: "string", default: "1" },
      seed: { type: "string", default: "0" },
      story: { type: "boolean", default: false },
      tape: { type: "string" },
      mutant: { type: "string" },
      mutants: { type: "boolean", default: false },
      placements: { type: "string" },
      corpus: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  }).values;

const numberOf = (option: string, text: string): number => {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new WrongOption(`--${option}: "${text}" is not a number, 0 or more`);
  return number;
};

const mutantOf = (name: string | undefined): MutantName | undefined => {
  if (name === undefined || isMutantName(name)) return name;
  throw new WrongOption(`--mutant: there is no mistake called "${name}"`);
};

const main = async (): Promise<boolean> => {
  const values = optionsOf();
  const mutant = mutantOf(values.mutant);
  const seed = numberOf("seed", values.seed);
  if (values.help) return say(USAGE);
  if (values.corpus) return writeCorpus(mutant);
  if (values.mutants) return printMutants();
  if (values.placements !== undefined)
    return tryPlacements(numberOf("placements", values.placements), { mutant });
  if (values.tape !== undefined) return tellTape(tapeIn(values.tape), { mutant });
  if (values.story) return tellSeed(seed, { mutant });
  const minutes = values.minutes === undefined ? undefined : numberOf("minutes", values.minutes);
  const runs = values.runs === undefined ? undefined : numberOf("runs", values.runs);
  return runCampaign({
    first: seed,
    runs: runs ?? (minutes === undefined ? 100_000 : Number.MAX_SAFE_INTEGER),
    minutes,
    threads: Math.max(1, numberOf("threads", values.threads)),
    mutant,
  });
};

const say = (text: string): boolean => {
  console.log(text);
  return true;
};

/** A bare array, or an entry of the corpus. */
const tapeIn = (file: string): readonly number[] => {
  const kept = jsonIn(file) as { readonly tape?: unknown } | null;
  const tape = Array.isArray(kept) ? kept : kept?.tape;
  if (Array.isArray(tape) && tape.every((choice) => Number.isInteger(choice))) return tape;
  throw new WrongOption(`--tape: ${file} holds no JSON array of choices`);
};

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new WrongOption(`--tape: ${file} cannot be read as JSON (${String(cause)})`);
  }
};

/** Node.js says in its own words what it did not understand. */
const isParseError = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && "code" in thrown && String(thrown.code).startsWith("ERR_PARSE_ARGS");

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (cause) {
  if (!(cause instanceof WrongOption) && !isParseError(cause)) throw cause;
  console.error(`${cause.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
