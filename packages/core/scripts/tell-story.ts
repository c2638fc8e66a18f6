import { type MutantName, replay, type Simulated, shrink, simulateSeed } from "../src/simulation/index.ts";

interface Options {
  readonly mutant: MutantName | undefined;
}

/** Tells one seed's execution; true if it held together. */
export const tellSeed = async (seed: number, { mutant }: Options): Promise<boolean> =>
  tell(await simulateSeed(seed, { mutant, story: true }));

/** Tells a tape's execution; true if it held together. */
export const tellTape = async (tape: readonly number[], { mutant }: Options): Promise<boolean> =>
  tell(await replay(tape, { mutant, story: true }));

const tell = ({ story, violation }: Simulated): boolean => {
  console.log(story.join("\n"));
  console.log(violation === undefined ? "\nNo invariant was violated." : `\nVIOLATION ${violation}`);
  return violation === undefined;
};

/** All that somebody needs to understand a violation and to see it again. */
export const tellViolation = async (
  { seed, what }: { readonly seed: number; readonly what: string },
  mutant: MutantName | undefined,
): Promise<void> => {
  const flag = mutant === undefined ? "" : ` --mutant ${mutant}`;
  console.log(`\nVIOLATION of seed ${seed}: ${what}`);
  console.log(`Node.js ${process.version}; replay with: npm run simulate -- --seed ${seed} --story${flag}`);
  const { tape, violation } = await simulateSeed(seed, { mutant });
  // Two executions of one seed: there is no tape that tells that.
  if (violation === undefined) return;
  const short = await shrink(tape, { mutant });
  const { story } = await replay(short, { mutant, story: true });
  console.log(
    `\nThe shortest tape found, ${short.filter((choice) => choice !== 0).length} choices that matter:`,
  );
  console.log(JSON.stringify(short));
  console.log(`\nIts story:\n${story.join("\n")}`);
};
