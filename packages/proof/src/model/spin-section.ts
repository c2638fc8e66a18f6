import type { SpinResult } from "./spin.ts";

const number = (value: number): string => value.toLocaleString("en-US");

/** The part of the page that spin's figures are on; nothing where it has not run. */
export const spinSection = (results: readonly SpinResult[]): readonly string[] =>
  results.length === 0
    ? []
    : [
        "## Every state, by spin",
        "",
        "`export.pml`, the same protocol written a second time, in Promela; checked by spin 6.5 exhaustively, with collapsed states and no",
        "hashing away. *Drains* means that spin also looks for a state in which all is quiet and something is left to do.",
        "",
        "| world | flags | states | transitions | depth | violation | s | MB |",
        "|---|---|--:|--:|--:|---|--:|--:|",
        ...results.map(
          ({ name, flags, states, transitions, depth, broken, seconds, megabytes }) =>
            `| ${name} | ${flags.map((flag) => `\`${flag}\``).join(" ")} | ${number(states)} | ${number(transitions)} | ${number(depth)} | ${broken ?? "none"} | ${seconds} | ${number(megabytes)} |`,
        ),
        "",
      ];
