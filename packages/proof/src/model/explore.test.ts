import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ablations, spares } from "./ablations.ts";
import { smallest } from "./bounds.ts";
import { Canonical } from "./canonical.ts";
import { ablationCases, residual, small } from "./configurations.ts";
import { explore } from "./explore.ts";
import { Model } from "./model.ts";
import { modelPage, tracesPage } from "./model-page.ts";
import {
  type Exploration,
  exploreAblation,
  exploreResidual,
  exploreSpare,
  exploreWell,
  type ModelResults,
} from "./model-results.ts";
import type { Move } from "./moves.ts";
import { nextMoves } from "./next-moves.ts";

/** The largest of them takes a second or two; the machine may be busy. */
const TIMEOUT_MS = 30_000;

const read = (path: string): string =>
  readFileSync(new URL(`../../../../docs/model/${path}`, import.meta.url), "utf8");

const published = JSON.parse(read("results.json")) as ModelResults;

const withoutTime = ({ seconds: _, ...exploration }: Exploration): Omit<Exploration, "seconds"> =>
  exploration;

const asPublished = (tier: readonly Exploration[], found: Exploration): void => {
  const shown = tier.find(({ name }) => name === found.name);
  expect(shown && withoutTime(shown)).toEqual(withoutTime(found));
};

describe("the protocol, explored to the end", { timeout: TIMEOUT_MS }, () => {
  it.each(small.map((configuration) => [configuration.name, configuration] as const))(
    "keeps every invariant and drains: %s",
    (_, configuration) => {
      const found = exploreWell(configuration);
      expect(found).toMatchObject({ broken: null, stuck: 0, exhausted: 0 });
      asPublished(published.small, found);
    },
  );

  it.each(Object.keys(ablations) as (keyof typeof ablations)[])(
    "does harm without what %s names",
    (ablation) => {
      const found = exploreAblation(ablation);
      expect(found.broken).toMatch(new RegExp(`^${ablationCases[ablation].breaks}: `));
      asPublished(published.ablations, found);
    },
  );

  it.each(Object.keys(spares) as (keyof typeof spares)[])("stays well without the spare %s", (spare) => {
    const found = exploreSpare(spare);
    expect(found.broken).toBeNull();
    asPublished(published.spares, found);
  });

  it.each(residual.map((configuration) => [configuration.name, configuration] as const))(
    "still has what the page admits: %s",
    (_, configuration) => {
      const found = exploreResidual(configuration);
      expect(found.broken).toMatch(/^I[18]: /);
      asPublished(published.residual, found);
    },
  );
});

describe("the explorer", { timeout: TIMEOUT_MS }, () => {
  it("finds states from which nothing gets done", () => {
    // Whoever waits for rows hears nothing: the protocol cannot get on.
    const allows = ({ label }: Move): boolean => !label().endsWith("done");
    expect(explore(new Model(smallest), { liveness: true, allows }).stuck).toBeGreaterThan(100);
  });

  it("does not count on faults for getting done", () => {
    const allows = ({ label, isFault }: Move): boolean => isFault || !label().includes("confirms");
    expect(explore(new Model(smallest), { liveness: true, allows }).stuck).toBeGreaterThan(100);
  });

  it("says when a limit kept it from seeing all", () => {
    expect(explore(new Model(smallest), { limit: 500 })).toMatchObject({
      complete: false,
      violation: undefined,
    });
  });

  it("takes states that differ in the order of their workers for one", () => {
    const model = new Model({ ...smallest, workers: 3 });
    const canonical = new Canonical(model.layout);
    const linked = nextMoves(model, model.first)[0]?.to ?? model.first;
    const begun = nextMoves(model, linked).filter(({ label }) => label().endsWith("begins"));
    expect(begun).toHaveLength(3);
    expect(new Set(begun.map(({ to }) => canonical.keyOf(to))).size).toBe(1);
  });
});

describe("the pages of the model", () => {
  it("stand as they were measured", () => {
    expect(read("README.md")).toBe(modelPage(published));
    expect(read("traces.md")).toBe(tracesPage(published));
  });
});
