import { reasonOf } from "./explained-survivors.ts";
import {
  percentOf,
  type Report,
  readReport,
  type Score,
  type Survivor,
  scoreOf,
  survivorsOf,
} from "./mutation-report.ts";
import { isMutationScopeName, mutationScopes } from "./mutation-scope.ts";

/** The page, and the survivors of core that nobody has looked into. */
export interface MutationPage {
  readonly text: string;
  readonly unexplained: readonly string[];
}

/** What the table has a line for. */
const FOLDERS = [
  "packages/core/src/protocol/",
  "packages/core/src/failures/",
  "packages/core/src/model/",
  "packages/core/src/use-cases/",
  "packages/adapter-croner/",
  "packages/adapter-fcm/",
  "packages/adapter-sheets/",
  "packages/adapter-vault/",
  "packages/resilience/",
];

/** Written from the reports of all scopes. */
export const mutationPage = (): MutationPage => {
  const reports = Object.keys(mutationScopes).filter(isMutationScopeName).map(readReport);
  const report: Report = { files: Object.assign({}, ...reports.map(({ files }) => files)) };
  const core = survivorsOf(report).filter(({ file }) => file.startsWith("packages/core/"));
  const others = survivorsOf(report).filter(({ file }) => !file.startsWith("packages/core/"));
  const unexplained = [...core, ...others]
    .filter((survivor) => reasonOf(survivor) === undefined)
    .map(({ file, line, code, becomes }) => `${file}:${line}: ${code} → ${becomes}`);
  const text = [
    ...HEAD,
    ...FOLDERS.map((folder) => rowOf(folder, scoreOf(report, folder))),
    rowOf("packages/core/", scoreOf(report, "packages/core/"), "core in all"),
    rowOf("packages/", scoreOf(report, "packages/"), "in all"),
    "",
    ...FOOT,
    "## Survivors of core",
    "",
    ...survivorTable(core),
    "",
    "## Survivors of the adapters",
    "",
    ...survivorTable(others),
    "",
  ].join("\n");
  return { text, unexplained };
};

const rowOf = (folder: string, score: Score, name = folder.replace(/\/$/, "")): string => {
  const { mutants, killed, timeouts, survived, uncovered, skipped } = score;
  const cells = [mutants, killed, timeouts, survived, uncovered, skipped].map((count) =>
    count.toLocaleString("en-US"),
  );
  return `| ${name} | ${cells.join(" | ")} | ${percentOf(score).toFixed(1)} % |`;
};

const survivorTable = (survivors: readonly Survivor[]): readonly string[] => {
  const byReason = new Map<string, Survivor[]>();
  for (const survivor of survivors) {
    const reason = reasonOf(survivor) ?? "Not looked into yet.";
    byReason.set(reason, [...(byReason.get(reason) ?? []), survivor]);
  }
  return [...byReason].flatMap(([reason, alike]) => [
    `- **${reason}** (${alike.length})`,
    ...alike.map(
      ({ file, line, code, becomes, covered }) =>
        `  - \`${file.replace(/^packages\//, "").replace("/src/", "/")}:${line}\` ${inline(code)} → ${inline(becomes)}${covered ? "" : ", which no test reaches"}`,
    ),
  ]);
};

const SHOWN = 70;

/** As code in Markdown, whatever is in it. */
const inline = (code: string): string => {
  const short = code.length > SHOWN ? `${code.slice(0, SHOWN)}…` : code;
  return short === "" ? "nothing" : `\`\`${short.replaceAll("``", "` `")}\`\``;
};

const HEAD = [
  "<!-- Made by `npm run mutate`. Change the code or the reasons in scripts/mutation, not this page. -->",
  "",
  "# Small changes that the tests must notice",
  "",
  "Stryker changes the code in one small way at a time, such as `<` to `<=`, and runs the tests: a mutant that none of them notices has",
  "survived, and shows a test that is missing or code that does nothing. Only the tests beside the code count: campaigns of the",
  "simulation, contract suites and real processes are left out. Mistakes that no small change makes are in [mutants.md](mutants.md).",
  "",
  "| folder | mutants | killed | never ended | survived | not reached | left out | score |",
  "|---|--:|--:|--:|--:|--:|--:|--:|",
];

const FOOT = [
  "A mutant that never ends counts as noticed. Left out of the score is, in the use cases, what is made once, when a module is loaded:",
  "every test would have to be run for each of these.",
  "",
  "Of adapter-sheets the parts that decide are in it: what Google's failures mean, cells and ranges, the keeping of access tokens, and",
  "one call at a time for each spreadsheet. What only speaks HTTP is tested against the emulated Google, which these runs leave out; so",
  "are tests on data that is kept beside the project. The adapters' mutants took half an hour beside other work, those of",
  "resilience five minutes.",
  "",
  "`npm run mutate` tries what has changed since its last run, `npm run mutate -- protocol`",
  "one scope alone, and `npm run mutate -- --force` everything anew. It fails below the scores in `scripts/mutation/mutation-scope.ts`.",
  "The first run of the protocol, 1,199 mutants, took 11 minutes of processor time, 25 minutes on a machine of two cores that was busy",
  "with other work; that of model and failures, 555 mutants, 8 minutes. What has changed since takes a minute or two.",
  "",
];
