import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isMutantName, type Mutant, mutants } from "../src/simulation/index.ts";
import { corpusEntry, matter } from "./corpus.ts";

const page = readFileSync(new URL("../../../docs/proof/mutants.md", import.meta.url), "utf8");

/** The cells of each line of the page's table, by the name of its mistake. */
const rows = new Map(
  page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, name = "", ...cells]) => [name.replaceAll("`", ""), cells]),
);

describe("the page of mistakes that the simulation finds", () => {
  it("has a line for each mistake of the catalogue, and no other", () => {
    expect([...rows.keys()]).toEqual(Object.keys(mutants));
  });

  it.each(Object.entries<Mutant>(mutants))("says of %s what the catalogue says", (name, { mistake }) => {
    expect(rows.get(name)?.[0]).toBe(mistake);
  });

  it.each(Object.keys(mutants).filter(isMutantName))(
    "says how it was found out, by seeds or by the corpus: %s",
    (name) => {
      const [, median, most, choices, oracles] = rows.get(name) ?? [];
      const kept = corpusEntry(name);
      expect(choices).toBe(kept === undefined ? "–" : matter(kept.tape).toLocaleString("en-US"));
      if (median === "–" || most === "–") expect(kept).toBeDefined();
      expect(oracles).not.toBe("");
    },
  );
});
