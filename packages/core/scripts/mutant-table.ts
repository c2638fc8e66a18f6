import { type MutantName, mutants, simulateSeed } from "../src/simulation/index.ts";

/** Searches from so many places, since one may be lucky. */
const SEARCHES = 5;
const FAR_APART = 10_000_000;
/** Seeds after which a mistake counts as not found. */
const PATIENCE = 300_000;

interface Search {
  readonly seeds: number | undefined;
  readonly violation: string | undefined;
}

/** Finds every mistake of the catalogue, and prints how many seeds it took, as a page of the documentation. */
export const printMutants = async (): Promise<boolean> => {
  console.log(HEAD);
  let found = true;
  for (const [name, { mistake }] of Object.entries(mutants) as [MutantName, { mistake: string }][]) {
    const searches: Search[] = [];
    for (let index = 0; index < SEARCHES; index++) searches.push(await search(name, index * FAR_APART));
    found &&= searches.every(({ seeds }) => seeds !== undefined);
    console.log(rowOf(name, mistake, searches));
  }
  return found;
};

const search = async (mutant: MutantName, first: number): Promise<Search> => {
  for (let seeds = 1; seeds <= PATIENCE; seeds++) {
    const { violation } = await simulateSeed(first + seeds - 1, { mutant });
    if (violation !== undefined) return { seeds, violation };
  }
  return { seeds: undefined, violation: undefined };
};

const rowOf = (name: string, mistake: string, searches: readonly Search[]): string => {
  const sorted = searches.map(({ seeds }) => seeds ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const show = (seeds: number | undefined): string =>
    seeds === undefined || seeds === Number.POSITIVE_INFINITY
      ? `> ${PATIENCE.toLocaleString("en-US")}`
      : seeds.toLocaleString("en-US");
  const oracles = [
    ...new Set(searches.flatMap(({ violation }) => violation?.split(" ")[0]?.replace(":", "") ?? [])),
  ];
  const [median, most] = [sorted[SEARCHES >> 1], sorted.at(-1)];
  return `| \`${name}\` | ${mistake} | ${show(median)} | ${show(most)} | ${oracles.map(named).join(", ")} |`;
};

/** The first word of a violation is its invariant, where it has a name. */
const named = (word: string): string => (/^(I\d|L\d|isolation)$/.test(word) ? word : "other");

const HEAD = `<!-- Made by \`npm run simulate -- --mutants > docs/proof/mutants.md\`. Do not edit. -->

# Mistakes that the simulation finds

Each line is a mistake built into the protocol, the stores or the sheet, one at a time, in the simulation only. Seeds are
simulated one after the other until an oracle objects, from ${SEARCHES} places far apart. The honest protocol passes the same seeds.

| mistake | what somebody might have built instead | seeds to find it, median | most | found by |
|---|---|---:|---:|---|`;
