import { cpus } from "node:os";
import {
  isMutantName,
  type Mutant,
  type MutantName,
  mutants,
  replay,
  simulateSeed,
} from "../src/simulation/index.ts";
import { corpusEntry, matter } from "./corpus.ts";

/** Searches from so many places, since one may be lucky. */
const SEARCHES = 9;
/** The searches' seeds lie among the first nine million, which a campaign of ten million simulates honestly. */
const FAR_APART = 1_000_000;
/** Seeds after which a mistake counts as not found. */
const PATIENCE = 300_000;
/** Mistakes whose stories are short, and show why the protocol is as it is. */
const TOLD: readonly MutantName[] = ["used-ids-accepted", "late-failure-flags"];

interface Search {
  readonly seeds: number | undefined;
  readonly violation: string | undefined;
}

interface Found {
  readonly row: string;
  readonly bySeeds: boolean;
  readonly byTape: boolean;
  readonly seeds: number;
}

/** Finds every mistake of the catalogue, and prints how many seeds it took, as a page of the documentation. */
export const printMutants = async (): Promise<boolean> => {
  const rows: Found[] = [];
  for (const name of Object.keys(mutants).filter(isMutantName)) {
    rows.push(await findMistake(name));
    process.stderr.write(`${rows.length} of ${Object.keys(mutants).length}: ${name}\n`);
  }
  // What it took of a core, which other work on the machine does not change.
  const { user, system } = process.cpuUsage();
  const seconds = Math.round((user + system) / 1_000_000);
  const stories = await Promise.all(TOLD.map(tellStory));
  console.log([...headOf(rows, seconds), ...rows.map(({ row }) => row), ...stories.flat()].join("\n"));
  return rows.every(({ bySeeds, byTape }) => bySeeds || byTape);
};

const findMistake = async (name: MutantName): Promise<Found> => {
  const { mistake, plot }: Mutant = mutants[name];
  const searches: Search[] = [];
  for (let index = 0; index < SEARCHES && plot === undefined; index++)
    searches.push(await search(name, index * FAR_APART));
  const tape = corpusEntry(name)?.tape;
  const byTape = tape === undefined ? undefined : (await replay(tape, { mutant: name })).violation;
  const sorted = searches.map(({ seeds }) => seeds ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const show = (seeds = Number.POSITIVE_INFINITY): string => (Number.isFinite(seeds) ? numeral(seeds) : "–");
  const choices = tape === undefined || byTape === undefined ? "–" : numeral(matter(tape));
  const oracles = new Set([...searches.map(({ violation }) => violation), byTape].flatMap(oracleOf));
  const cells = [`\`${name}\``, mistake, show(sorted[SEARCHES >> 1]), show(sorted.at(-1)), choices];
  return {
    row: `| ${cells.join(" | ")} | ${[...oracles].join(", ")} |`,
    bySeeds: searches.length > 0 && searches.every(({ seeds }) => seeds !== undefined),
    byTape: byTape !== undefined,
    seeds: searches.reduce((sum, { seeds }) => sum + (seeds ?? PATIENCE), 0),
  };
};

const search = async (mutant: MutantName, first: number): Promise<Search> => {
  for (let seeds = 1; seeds <= PATIENCE; seeds++) {
    const { violation } = await simulateSeed(first + seeds - 1, { mutant });
    if (violation === undefined) continue;
    await checkHonest(first + seeds - 1);
    return { seeds, violation };
  }
  return { seeds: undefined, violation: undefined };
};

/** A seed that breaks the honest protocol as well has found no mistake of the catalogue. */
const checkHonest = async (seed: number): Promise<void> => {
  const { violation } = await simulateSeed(seed);
  if (violation !== undefined) throw new Error(`seed ${seed} breaks the honest protocol: ${violation}`);
};

/** The first word of a violation is its invariant, where it has a name. */
const oracleOf = (violation: string | undefined): readonly string[] => {
  if (violation === undefined) return [];
  const [word = ""] = violation.split(/[ :]/);
  return [/^(I\d|L\d|isolation)$/.test(word) ? word : "other"];
};

const numeral = (number: number): string => number.toLocaleString("en-US");

const tellStory = async (name: MutantName): Promise<readonly string[]> => {
  const tape = corpusEntry(name)?.tape ?? [];
  const { story, violation } = await replay(tape, { mutant: name, story: true });
  const command = `npm run simulate -- --mutant ${name} --tape packages/core/corpus/${name}.json`;
  return [
    "",
    `## The story of \`${name}\``,
    "",
    `As \`${command}\` prints it. Choices that are not benign: ${numeral(matter(tape))}.`,
    "",
    "```text",
    ...story,
    "",
    `VIOLATION ${violation}`,
    "```",
  ];
};

const headOf = (rows: readonly Found[], seconds: number): readonly string[] => {
  const bySeeds = rows.filter((found) => found.bySeeds).length;
  const found = rows.filter((row) => row.bySeeds || row.byTape).length;
  const simulations = rows.reduce((sum, { seeds }) => sum + seeds, 0);
  return [
    "<!-- Made by `npm run simulate -- --mutants > docs/proof/mutants.md`. Do not edit. -->",
    "",
    "# Mistakes that the simulation finds",
    "",
    "Each line is a mistake built into the protocol, the stores or the sheet, one at a time, in the simulation only. Seeds are",
    `simulated one after the other until an oracle objects, from ${SEARCHES} places far apart; each seed that finds a mistake is simulated`,
    "with the honest protocol too, and must pass.",
    "",
    `- **${found} of ${rows.length} mistakes are found**, ${bySeeds} of them by seeds from each of the ${SEARCHES} places.`,
    ...plotLines(),
    `- ${numeral(simulations)} simulations, which took ${numeral(seconds)} s of one core (${cpus()[0]?.model.trim() ?? "unknown"}).`,
    "- **Choices**: how many decisions of the shortest story that was kept are not the benign ones. 0: it shows in fair weather.",
    "  The stories are in `packages/core/corpus`, and every test run replays them.",
    "- **Found by**: the invariant that was violated, as the protocol numbers them; `other` stands for those without a number, such",
    "  as the history, the counts of a run, and secrets in the wrong place.",
    "",
    "| mistake | what somebody might have built instead | seeds to find it, median | most | choices | found by |",
    "|---|---|---:|---:|---:|---|",
  ];
};

const plotLines = (): readonly string[] =>
  Object.entries<Mutant>(mutants).flatMap(([name, { plot }]) =>
    plot === undefined
      ? []
      : [
          `- \`${name}\` takes more seeds than anybody has time for. It is found by its plot: the simulation is led to`,
          `  ${plot.map((line) => `“${line}”`).join(", then ")}, and left alone.`,
        ],
  );
