import { describe, expect, it } from "vitest";
import { canonicalFormula } from "./canonical-formula.ts";

const titles = ["Sales", "Rw", "It's"];

/** As a peer saw the real API keep them. */
describe("a formula is kept", () => {
  it.each([
    ["=sum( sales!a3:a3 )", "=sum( Sales!A3 )"],
    ["='Sales'!B3:a2", "=Sales!A2:B3"],
    ["=sales!$d$3 + 1", "=Sales!$D$3 + 1"],
    ["=SUM(  A1 ,  'It''s'!a1:a1  )", "=SUM(  A1 ,  'It''s'!A1  )"],
    ["=if(true,\"a3:a3\",'It''s'!A1)", "=if(true,\"a3:a3\",'It''s'!A1)"],
    ["=Sales!3:3", "=Sales!3:3"],
    ["=Rw!B3:A2", "=Rw!A2:B3"],
    ["=SUM(Rw!$A3:$A3)", "=SUM(Rw!$A3)"],
    ["='Rw'!A3", "=Rw!A3"],
    ["=sum(a1:a1)+ 1", "=sum(A1)+ 1"],
    ["=sum(B4:I4)", "=sum(B4:I4)"],
    ["=log10(a1)+my_a1", "=log10(A1)+my_a1"],
    ["=sum(b1:b)", "=sum(B1:B)"],
    ["=nobody!a1", "=nobody!A1"],
  ])("%s as %s", (typed, kept) => {
    expect(canonicalFormula(typed, titles)).toBe(kept);
  });
});
