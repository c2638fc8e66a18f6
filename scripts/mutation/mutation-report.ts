import { readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { type MutationScopeName, mutationScopes } from "./mutation-scope.ts";

/** Where Stryker leaves its report; see `stryker.config.mjs`. */
export const reportFile = (scope: MutationScopeName): string =>
  fileURLToPath(new URL(`../../node_modules/.cache/mutation/${scope}.json`, import.meta.url));

/** What became of one mutant, in the words of Stryker's report. */
type Status =
  | "Killed"
  | "Timeout"
  | "Survived"
  | "NoCoverage"
  | "RuntimeError"
  | "CompileError"
  | "Ignored"
  | "Pending";

interface Position {
  readonly line: number;
  readonly column: number;
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: Status;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Stryker's report, as far as it is read here. */
export interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

/** A mutant that no test noticed. */
export interface Survivor {
  /** From the project's root. */
  readonly file: string;
  readonly line: number;
  /** The whole first line that it is on, without what stands around it. */
  readonly context: string;
  /** The code that was replaced, and by what; on one line each. */
  readonly code: string;
  readonly becomes: string;
  readonly covered: boolean;
}

/** How many mutants of a folder were noticed. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly timeouts: number;
  readonly survived: number;
  readonly uncovered: number;
  /** Left out: what is made once, when a module is loaded, where that would cost too much. */
  readonly skipped: number;
}

/** Without what other scopes left in it: Stryker carries results of a former selection on. */
export const readReport = (scope: MutationScopeName): Report => {
  const { files }: Report = JSON.parse(readFileSync(reportFile(scope), "utf8"));
  const patterns: readonly string[] = mutationScopes[scope].mutate;
  const isIn = (file: string): boolean =>
    patterns.some((pattern) => !pattern.startsWith("!") && matchesGlob(file, pattern)) &&
    !patterns.some((pattern) => pattern.startsWith("!") && matchesGlob(file, pattern.slice(1)));
  return { files: Object.fromEntries(Object.entries(files).filter(([file]) => isIn(file))) };
};

/** In percent of the mutants that could be noticed; one that never ends is noticed by the clock. */
export const percentOf = ({ mutants, killed, timeouts }: Score): number =>
  mutants === 0 ? 100 : ((killed + timeouts) / mutants) * 100;

export const scoreOf = (report: Report, folder: string): Score => {
  const statuses = Object.entries(report.files)
    .filter(([file]) => file.startsWith(folder))
    .flatMap(([, { mutants }]) => mutants.map(({ status }) => status));
  const count = (status: Status): number => statuses.filter((each) => each === status).length;
  const [killed, timeouts, survived, uncovered] = [
    count("Killed"),
    count("Timeout"),
    count("Survived"),
    count("NoCoverage"),
  ];
  const skipped = count("Ignored");
  return {
    mutants: killed + timeouts + survived + uncovered,
    killed,
    timeouts,
    survived,
    uncovered,
    skipped,
  };
};

export const survivorsOf = (report: Report): readonly Survivor[] =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .map(({ location, replacement = "", status }) => ({
        file,
        line: location.start.line,
        context: (lines[location.start.line - 1] ?? "").trim(),
        code: oneLine(textAt(lines, location.start, location.end)),
        becomes: oneLine(replacement),
        covered: status === "Survived",
      }))
      .toSorted((left, right) => left.line - right.line);
  });

/** Lines and columns begin at 1; the end is not included. */
const textAt = (lines: readonly string[], start: Position, end: Position): string =>
  lines
    .slice(start.line - 1, end.line)
    .map((line, index, part) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === part.length - 1 ? end.column - 1 : undefined),
    )
    .join("\n");

const oneLine = (code: string): string => code.replaceAll(/\s+/g, " ").trim();
