import { describe, expect, it } from "vitest";
import { linkState, NOW, SHEET_A } from "../../test/link-state.ts";
import type { Ledger } from "../model/linked-sheet.ts";
import { DAY_MS } from "../model/time.ts";
import { defaultExportPolicy } from "./export-policy.ts";
import { notePruned, prunable } from "./prune-receipts.ts";

const WEEK_AGO = NOW - 7 * DAY_MS;

const prunableOf = (ledger: Partial<Ledger>) =>
  prunable({ ledger: linkState({ ledger }).ledger, sheet: SHEET_A }, NOW, defaultExportPolicy);

describe("old receipts", () => {
  const old = [
    { sequence: 50, at: WEEK_AGO - 3 },
    { sequence: 100, at: WEEK_AGO - 2 },
    { sequence: 150, at: WEEK_AGO - 1 },
  ];

  it("go once they are a week old and 800 newer ones stand behind them", () => {
    expect(prunableOf({ nextSequence: 951, milestones: old })).toEqual({
      sheet: SHEET_A,
      receiptBase: 1_000_000,
      fingerprint: "finger",
      from: 1,
      through: 150,
    });
  });

  it("stay while they are among the newest 800, however old they are", () => {
    expect(prunableOf({ nextSequence: 950, milestones: old })?.through).toBe(100);
    expect(prunableOf({ nextSequence: 900, milestones: old })).toBeUndefined();
  });

  it("stay for seven days, however many came after them", () => {
    const young = [
      { sequence: 100, at: WEEK_AGO - 1 },
      { sequence: 900, at: WEEK_AGO },
    ];
    expect(prunableOf({ nextSequence: 9_000, milestones: young })?.through).toBe(100);
  });

  it("go a hundred at a time at least, for a call costs as much for one", () => {
    const at = (prunedThrough: number) => prunableOf({ nextSequence: 9_000, milestones: old, prunedThrough });
    expect(at(50)).toMatchObject({ from: 51, through: 150 });
    expect(at(51)).toBeUndefined();
  });

  it("are not looked for where no batch was ever confirmed", () => {
    expect(prunableOf({ nextSequence: 9_000 })).toBeUndefined();
  });
});

describe("noting what was pruned", () => {
  const request = { sheet: SHEET_A, receiptBase: 1_000_000, fingerprint: "finger", from: 1, through: 100 };
  const milestones = [
    { sequence: 100, at: 1 },
    { sequence: 150, at: 2 },
  ];

  it("remembers how far, and drops the milestones that are behind", () => {
    const { state } = notePruned(request)(linkState({ ledger: { milestones } }));
    expect(state?.ledger).toMatchObject({ prunedThrough: 100, milestones: [{ sequence: 150, at: 2 }] });
  });

  it("does nothing if the link's receipts have moved, or another run was further", () => {
    for (const ledger of [
      { receiptBase: 9, milestones },
      { prunedThrough: 100, milestones },
    ])
      expect(notePruned(request)(linkState({ ledger }))).toEqual({ result: undefined });
  });
});
