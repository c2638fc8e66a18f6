import type { Ablation } from "./ablations.ts";
import { type Bounds, smallest } from "./bounds.ts";

/** A world that is explored to its end. */
export interface Configuration {
  readonly name: string;
  readonly bounds: Bounds;
}

const of = (name: string, bounds: Partial<Bounds>): Configuration => ({
  name,
  bounds: { ...smallest, ...bounds },
});

const ALL_OF_TWO = 0b11;

/** Explored by every `npm test`. */
export const small: readonly Configuration[] = [
  of("crashes, late and lost requests", {}),
  of("three workers", { workers: 3 }),
  of("a lease that lapses at any time, access withdrawn", { lease: true, revokes: 1, records: 1 }),
  of("access withdrawn and given again", { revokes: 1 }),
  of("a refused record among two", { poison: 0b10 }),
  of("a refused record, its receipts pruned", { poison: 1, records: 1, pruning: true }),
  of("a refusal without reason", { spuriousRefusals: 1, records: 1 }),
  of("a refused record that is edited", { poison: 1, edits: 1, records: 1 }),
  of("records edited at any time", { edits: ALL_OF_TWO }),
  of("rows read ahead", { records: 3, readAhead: true }),
  of("receipt ids taken by strangers", { strangers: 2 }),
  of("another sheet is linked", { relinks: 1 }),
  of("an older version of the sheet comes back, receipts pruned", { restores: 1, pruning: true }),
  of("Google accepts used ids, and the canary finds out", { usedIdsAccepted: true }),
];

/** Explored by `npm run model`: minutes, and gigabytes. */
export const large: readonly Configuration[] = [
  of("three workers, three records", { workers: 3, records: 3 }),
  of("batches given up for their size", { suspicions: 1 }),
  of("a refused record, and batches given up for their size", { poison: 0b10, suspicions: 1 }),
  of("another sheet and back", { relinks: 2, batches: 8 }),
  of("another sheet, a record approved late", { relinks: 1, late: 0b10 }),
  of("another sheet and back, a refusal without reason", {
    relinks: 2,
    spuriousRefusals: 1,
    records: 1,
    batches: 8,
  }),
  of("another sheet, a refused record", { relinks: 1, poison: 0b10, batches: 8 }),
  of("a refused record among two, edited", { poison: 1, edits: 1 }),
  of("a refused record, access withdrawn", { poison: 0b10, revokes: 1 }),
  of("a refused record, a refusal without reason", { poison: 0b10, spuriousRefusals: 1, batches: 8 }),
  of("a refused record, strangers, receipts pruned", { poison: 0b10, strangers: 1, pruning: true }),
  of("a refused record, an older version comes back", { poison: 0b10, restores: 1 }),
  of("another sheet, an older version comes back", { relinks: 1, restores: 1 }),
  of("a lease, a refused record", { lease: true, poison: 0b10 }),
  of("three workers, a refused record", { workers: 3, poison: 0b10 }),
  of("three records, one refused, read ahead", { records: 3, poison: 0b10, readAhead: true, batches: 8 }),
];

/** Too large for the explorer, which keeps every state as it is; spin keeps them collapsed. */
export const spinOnly: readonly Configuration[] = [
  of("a refused record, access withdrawn, batches given up for their size", {
    poison: 0b10,
    revokes: 1,
    suspicions: 1,
  }),
  of("three requests on their way, a refused record, a refusal without reason", {
    inFlight: 3,
    poison: 0b10,
    spuriousRefusals: 1,
    batches: 8,
  }),
  of("three records, one refused, batches given up for their size", {
    records: 3,
    poison: 0b10,
    suspicions: 1,
    batches: 8,
  }),
  of("one record, refused, edited, access withdrawn, pruned", {
    records: 1,
    poison: 1,
    edits: 1,
    revokes: 1,
    pruning: true,
  }),
];

/** What can still happen, and is written down: each must be found, or the page is wrong. */
export const residual: readonly Configuration[] = [
  of("R1: a good batch is refused, and an older version comes back", { restores: 1, spuriousRefusals: 1 }),
  of("R1: a good batch is given up for its size, and an older version comes back", {
    restores: 1,
    suspicions: 1,
  }),
  of("R2: a refused record is edited and refused again without reason, while a worker sleeps", {
    records: 1,
    poison: 1,
    edits: 1,
    spuriousRefusals: 1,
  }),
];

/** Where each ablation shows: the smallest world in which the mechanism carries something, and what falls without it. */
export const ablationCases: Readonly<Record<Ablation, { readonly bounds: Bounds; readonly breaks: string }>> =
  {
    NAIVE: { ...of("", {}), breaks: "I1" },
    NO_RECEIPT: { ...of("", {}), breaks: "I1" },
    NO_ATOMICITY: { ...of("", {}), breaks: "I1" },
    SEARCH_FIRST: { ...of("", { usedIdsAccepted: true }), breaks: "I1" },
    NO_CANARY: { ...of("", { usedIdsAccepted: true }), breaks: "I1" },
    NO_VOID: { ...of("", { suspicions: 1 }), breaks: "I1" },
    USED_IS_OK: { ...of("", { poison: 0b10 }), breaks: "I2" },
    NO_OPEN_CHECK: { ...of("", {}), breaks: "I1" },
    BLIND_APPLY: { ...of("", { records: 3 }), breaks: "I2" },
    BLIND_CLEAR: { ...of("", { records: 3 }), breaks: "I1" },
    BLIND_MOVE: { ...of("", { strangers: 1 }), breaks: "I1" },
    STALE_PLAN: { ...of("", {}), breaks: "I1" },
    FREE_ADOPTION: { ...of("", { relinks: 2, records: 1 }), breaks: "I1" },
    READ_WHILE_OPEN: { ...of("", { records: 3 }), breaks: "I1" },
    STALE_AHEAD: { ...of("", { records: 3, readAhead: true }), breaks: "I1" },
    NO_ORPHANS: { ...of("", { relinks: 2, records: 1 }), breaks: "I1" },
    CONFIRM_FIRST: { ...of("", {}), breaks: "I1" },
    MARK_FIRST: { ...of("", {}), breaks: "I2" },
    CLOSE_FIRST: { ...of("", { spuriousRefusals: 1, records: 1 }), breaks: "I8" },
    STALE_REASON: { ...of("", { relinks: 2, records: 1 }), breaks: "I8" },
    EARLY_PRUNING: { ...of("", { pruning: true }), breaks: "I1" },
    STALE_FLAG: { ...of("", { revokes: 1 }), breaks: "I7" },
    MARK_NEWEST: { ...of("", { edits: 1, records: 1 }), breaks: "I2" },
    ASIDE_NEWEST: { ...of("", { edits: 1, poison: 1, records: 1 }), breaks: "I8" },
    ASIDE_FOR_EVER: { ...of("", { edits: 1, poison: 1, records: 1 }), breaks: "I8" },
  };
