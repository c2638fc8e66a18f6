import { ourStrategy } from "./our-strategy.ts";
import { peerStrategies } from "./peer-strategies.ts";
import { type Outcome, play } from "./play.ts";
import { fairWeather } from "./virtual-world.ts";

/** What one strategy did over all seeds. */
interface StrategyResult {
  readonly name: string;
  readonly does: string;
  readonly usedBy: string;
  readonly stories: number;
  /** Stories at whose end the sheet was wrong: a row twice, a record lost or a note astray. */
  readonly wrong: number;
  readonly records: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly vanished: number;
  readonly notesAstray: number;
  /** Requests for a thousand records, in this weather and in fair weather. */
  readonly callsPerThousand: number;
  readonly callsPerThousandInFairWeather: number;
}

export interface Comparison {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly results: readonly StrategyResult[];
}

/** Plays the same seeds with every strategy, ours last. */
export const compare = async (
  firstSeed: number,
  seeds: number,
  say: (line: string) => void,
): Promise<Comparison> => {
  const results: StrategyResult[] = [];
  for (const strategy of [...peerStrategies, ourStrategy]) {
    const { name, does, usedBy } = strategy;
    const outcomes: Outcome[] = [];
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) outcomes.push(await play(strategy, seed));
    const fair = await play(strategy, firstSeed, fairWeather);
    const sum = (field: keyof Outcome): number =>
      outcomes.reduce((total, outcome) => total + outcome[field], 0);
    const result = {
      ...{ name, does, usedBy, stories: outcomes.length },
      wrong: outcomes.filter(({ duplicates, lost, notesAstray }) => duplicates + lost + notesAstray > 0)
        .length,
      records: sum("records"),
      duplicates: sum("duplicates"),
      lost: sum("lost"),
      vanished: sum("vanished"),
      notesAstray: sum("notesAstray"),
      callsPerThousand: Math.round((1_000 * sum("calls")) / sum("records")),
      callsPerThousandInFairWeather: Math.round((1_000 * fair.calls) / fair.records),
    };
    say(`${name}: ${result.duplicates} duplicates, ${result.lost} lost`);
    results.push(result);
  }
  return { seeds, firstSeed, results };
};
