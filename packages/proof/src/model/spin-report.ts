import type { SpinJob } from "./spin-job.ts";

/** What spin found of one variant of the Promela model. */
export interface SpinResult {
  readonly name: string;
  /** As given to spin, with spaces between. */
  readonly flags: string;
  readonly drains: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** What spin calls the violation; null if there is none. */
  readonly broken: string | null;
  readonly seconds: number;
  readonly megabytes: number;
}

/** The invariant whose assertion in `export.pml` failed, by what only that assertion speaks of. */
const nameOf = (violation: string): string => {
  if (violation.startsWith("acceptance cycle")) return "L: it never drains";
  const named: readonly (readonly [string, string])[] = [
    ["rows[", "I1: two rows of a record"],
    ["&own", "I2: marked and never written so"],
    ["inError", "I7: in error although the grant works"],
    ["aside", "I8: set aside and never refused so, or on the sheet"],
    ["mark[", "I6: the ledger says what the receipt does not"],
  ];
  return named.find(([sign]) => violation.includes(sign))?.[1] ?? violation;
};

/** Reads the report of a verifier that spin made. Throws where it does not say that all was seen. */
export const parsePan = (
  { name, flags, drains }: Pick<SpinJob, "name" | "flags" | "drains">,
  report: string,
  seconds: number,
): SpinResult => {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(report)?.[1];
    if (found === undefined) throw new Error(`${name}: spin's report does not say ${pattern.source}`);
    return Number(found);
  };
  const violation = /^pan:\d+: (.+?) \(at depth/m.exec(report)?.[1] ?? null;
  const errors = number(/errors: (\d+)/);
  if (errors > 0 !== (violation !== null))
    throw new Error(`${name}: ${errors} errors, ${violation ?? "no reason"}`);
  const isCut = /max search depth too small|out of memory|memory limit/i.test(report);
  if (violation === null && isCut) throw new Error(`${name}: spin could not see all of it`);
  return {
    name,
    flags: flags.join(" "),
    drains,
    states: number(/^\s*(\d[\d.e+]*) states, stored/m),
    transitions: number(/^\s*(\d[\d.e+]*) transitions/m),
    depth: number(/depth reached (\d+)/),
    broken: violation === null ? null : nameOf(violation),
    seconds: Math.round(seconds * 10) / 10,
    megabytes: Math.round(number(/^\s*(\d[\d.]*)\s+total actual memory usage/m)),
  };
};
