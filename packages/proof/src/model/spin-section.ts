import { ablations } from "./ablations.ts";
import type { SpinResult } from "./spin-report.ts";

const number = (value: number): string => value.toLocaleString("en-US");

/** The part of the page that spin's figures are on; nothing where it has not run. */
export const spinSection = (results: readonly SpinResult[]): readonly string[] => {
  if (results.length === 0) return [];
  const isBroken = ({ name }: SpinResult): boolean =>
    name in ablations || name === "NO_RETRY" || /^R\d: /.test(name);
  return [
    "## Every state, by spin",
    "",
    "[`export.pml`](export.pml) is the same protocol written a second time, in Promela, without a lease; `npm run model -- --spin` has",
    "spin 6.5 look at all of it (Debian has it: `apt-get install spin gcc`), with collapsed states, none hashed away. Spin does not take",
    "workers for alike, so its worlds have more states.",
    "",
    ...table(results.filter((result) => !isBroken(result) && !result.drains)),
    "",
    "That everything drains, as a formula, in every weakly fair order: `(<>[] !storm) -> (<>[] DONE)`.",
    "",
    ...table(results.filter((result) => !isBroken(result) && result.drains)),
    "",
    "Each mechanism taken out, and R1 and R2; `NO_RETRY`, in which nobody sends a batch again, shows that the formula can fail.",
    "",
    ...table(results.filter(isBroken)),
    "",
  ];
};

const table = (results: readonly SpinResult[]): readonly string[] => [
  "| world | flags | states | transitions | depth | broken | s | MB |",
  "|---|---|--:|--:|--:|---|--:|--:|",
  ...results.map(
    ({ name, flags, states, transitions, depth, broken, seconds, megabytes }) =>
      `| ${name in ablations ? `\`${name}\`` : name} | ${flags === "" ? "–" : `\`${flags}\``} | ${number(states)} | ${number(transitions)} | ${number(depth)} | ${broken ?? "–"} | ${seconds} | ${number(megabytes)} |`,
  ),
];
