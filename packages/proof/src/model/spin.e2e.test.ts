import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { smallest } from "./bounds.ts";
import { checkBySpin, flagsOf, spinIsMissing } from "./spin.ts";
import { smallestJobs } from "./spin-jobs.ts";

const missing = await spinIsMissing();

describe("the protocol in Promela", () => {
  it("keeps its invariants in the smallest world, and not without receipts", async ({ skip }) => {
    skip(missing !== undefined, missing);
    const [whole, broken] = await Promise.all(smallestJobs.map(checkBySpin));
    expect(whole).toMatchObject({ broken: null });
    expect(whole?.states).toBeGreaterThan(1_000);
    expect(broken?.broken).toBe("I1: two rows of a record");
  });

  it("has a switch for each of the bounds that it is asked for", () => {
    const model = readFileSync(new URL("../../../../docs/model/export.pml", import.meta.url), "utf8");
    const all = {
      workers: 3,
      records: 3,
      inFlight: 3,
      batches: 8,
      poison: 1,
      late: 1,
      edits: 1,
      revokes: 1,
      spuriousRefusals: 1,
      suspicions: 1,
      relinks: 1,
      restores: 1,
      strangers: 1,
      pruning: true,
      readAhead: true,
      usedIdsAccepted: true,
      ablation: "NO_VOID",
    } as const;
    const names = flagsOf({ ...smallest, ...all }).map((flag) => flag.replace(/^-D(\w+).*$/, "$1"));
    expect(names).toHaveLength(17);
    for (const name of names) expect(model).toMatch(new RegExp(`(ifndef|defined\\(|ifdef) ?${name}\\b`));
  });
});
