import type { MonthsOutcome } from "./simulate-months.ts";
import { slotUses } from "./slot-book.ts";
import { HOUR, MINUTE } from "./timeline.ts";
import { faultsOf } from "./verdict.ts";

const number = (value: number): string => value.toLocaleString("en-US");

const duration = (ms: number): string => {
  if (ms < MINUTE) return `${Math.round(ms / 1_000)} s`;
  return ms < 3 * HOUR ? `${(ms / MINUTE).toFixed(1)} min` : `${(ms / HOUR).toFixed(1)} h`;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const right = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, right, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
};

/** The table of what became of every slot. */
const slotTable = ({ world }: MonthsOutcome): string =>
  table(
    ["slots of the timetables", "number", "longest wait"],
    slotUses.map((use) => {
      const { count = 0, latestMs = 0 } = world.slots.uses.get(use) ?? {};
      return [use, number(count), count === 0 ? "" : duration(latestMs)];
    }),
  );

const endingTable = ({ endings }: MonthsOutcome): string =>
  table(
    ["runs, by how they ended", "number"],
    [...endings].sort(([, left], [, right]) => right - left).map(([name, count]) => [name, number(count)]),
  );

const noticeTable = ({ world }: MonthsOutcome): string => {
  const { incidents, byKind, repeats, toldTwice } = world.notices.counts;
  const kinds = [...byKind].sort(([left], [right]) => (left < right ? -1 : 1));
  return table(
    ["told", "number"],
    [
      ["incidents that admins were told of", number(incidents)],
      ["incidents told twice", number(toldTwice.length)],
      ...kinds.map(([kind, count]) => [`notices: ${kind}`, number(count)]),
      ["notices repeated under their own id, after a crash", number(repeats)],
      ["dead letters for the operators", number(world.notices.letters.length)],
    ],
  );
};

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((left, right) => left - right)[Math.floor(share * (values.length - 1))] ?? 0;

const worldTable = (outcome: MonthsOutcome): string => {
  const { world, people, runs, asked, askedTwice, deaths, problems } = outcome;
  const { weather, provider } = world;
  const { drainTimes } = people;
  return table(
    ["in all", ""],
    [
      ["runs", number(runs)],
      ["runs asked for by the dispatchers and by reconnects", number(asked)],
      ["slots asked for twice, by two dispatchers at the same moment", number(askedTwice.length)],
      [
        "outages of Google, days short of quota, times in which we were down",
        [weather.outages, weather.quotaTimes, weather.downTimes]
          .map(({ length }) => number(length))
          .join(", "),
      ],
      ["processes that died in a run", number(deaths)],
      ...[...people.troubles]
        .sort()
        .map(([kind, count]) => [`links to which this happened: ${kind}`, number(count)]),
      [
        "reconnects, and consents that came to nothing in an outage or for a viewer",
        [people.reconnects, people.failedReconnects].map(number).join(", "),
      ],
      [
        "from a reconnect to a drained backlog: half of them, 99 of 100, the slowest",
        [0.5, 0.99, 1].map((share) => duration(quantile(drainTimes, share))).join(", "),
      ],
      ["most writes in one minute", number(provider.mostWrites)],
      ["records approved, and rows on the sheets", `${number(people.records)}`],
      ["records lost, repeated or left over; runs that never ended", number(problems.length)],
    ],
  );
};

/** All tables of one run through the months. */
export const monthsReport = (name: string, outcome: MonthsOutcome, seconds: number): string => {
  const { links, days, start } = outcome.world.options;
  const faults = faultsOf(outcome);
  const day = new Date(start).toISOString().slice(0, 10);
  return [
    `## ${name}: ${number(links)} links, ${days} days from ${day}`,
    "",
    faults.length === 0
      ? `No fault. Took ${Math.round(seconds)} s.`
      : faults.map((fault) => `- FAULT: ${fault}`).join("\n"),
    "",
    slotTable(outcome),
    "",
    worldTable(outcome),
    "",
    noticeTable(outcome),
    "",
    endingTable(outcome),
    "",
  ].join("\n");
};
