import { describe, expect, it } from "vitest";
import { parsePan } from "./spin-report.ts";

const job = { name: "a world", flags: ["-DR=1"], drains: false };

const report = ({ first = "", errors = 0, depth = "" }) => `${first}
(Spin Version 6.5.2 -- 6 December 2019)
${depth}
State-vector 156 byte, depth reached 143, errors: ${errors}
 5.69e+07 states, stored (42705 visited)
       51 states, matched
      106 transitions (= stored+matched)
  288.608	total actual memory usage
`;

describe("the report of spin", () => {
  it("is read where all was seen", () => {
    expect(parsePan(job, report({}), 1.26)).toEqual({
      name: "a world",
      flags: "-DR=1",
      drains: false,
      states: 56_900_000,
      transitions: 106,
      depth: 143,
      broken: null,
      seconds: 1.3,
      megabytes: 289,
    });
  });

  it.each([
    ["assertion violated (rows[((0*2)+ri)]==1)", "I1: two rows of a record"],
    ["assertion violated ((ever[bsheet[wb[id]]]&own)!=0)", "I2: marked and never written so"],
    ["assertion violated  !((inError&&(grant==valid)))", "I7: in error although the grant works"],
    ["acceptance cycle", "L: it never drains"],
    ["invalid end state", "invalid end state"],
  ])("names the invariant of: %s", (violation, broken) => {
    expect(parsePan(job, report({ first: `pan:1: ${violation} (at depth 141)`, errors: 1 }), 1).broken).toBe(
      broken,
    );
  });

  it("is refused where spin could not see all", () => {
    expect(() => parsePan(job, report({ depth: "error: max search depth too small" }), 1)).toThrow(
      "all of it",
    );
    expect(() => parsePan(job, "pan: out of memory", 1)).toThrow("does not say");
    expect(() => parsePan(job, report({ errors: 1 }), 1)).toThrow("no reason");
  });
});
