/** What is taken out or bent, to see whether it carries anything. */
export const ablations = {
  NAIVE: "everything: rows are appended, then their records are marked",
  NO_RECEIPT: "the receipt: a frozen batch is sent again until an answer comes",
  NO_ATOMICITY: "assumption A1: rows may come without their receipt",
  SEARCH_FIRST:
    "assumption A2: used ids are accepted, so the receipt is searched for before a batch is sent again",
  NO_CANARY: "the canary at link time, in a world that accepts used ids",
  NO_VOID: "the void receipt (tombstone): a batch is given up in the ledger alone",
  USED_IS_OK: "the look at the receipt after a refusal: “in use” is taken for “applied”",
  NO_OPEN_CHECK: "one open batch at a time",
  BLIND_APPLY: "the comparison of the sequence (fence) in applying: whatever is open is applied",
  BLIND_CLEAR: "the comparison of the sequence (fence) in confirming: whatever is open is cleared",
  BLIND_MOVE: "the comparison of the taken id in moving to fresh ids",
  STALE_PLAN: "the comparison of the sequence in planning",
  FREE_ADOPTION: "the number of the sequence that adopting an orphan costs",
  READ_WHILE_OPEN: "reading the backlog only under a sequence at which nothing was open",
  STALE_AHEAD: "both guards of rows that were read ahead: forgetting them, and comparing the sequence",
  NO_ORPHANS: "the settling of orphans before anything is planned on their sheet",
  CONFIRM_FIRST: "the order of marking and confirming",
  MARK_FIRST: "the order of applying and marking: records are marked before the rows are certain",
  CLOSE_FIRST: "the order of setting a record aside and closing its batch",
  STALE_REASON: "the ledger's own word for why a batch was given up",
  EARLY_PRUNING: "the age of receipts that are removed",
  STALE_FLAG: "the comparison of the grant in flagging",
  MARK_NEWEST: "the frozen revision in marking: the newest one is noted as written",
  ASIDE_NEWEST: "the frozen revision in setting aside: an edited record stays set aside",
  ASIDE_FOR_EVER: "the revision of what is set aside: an edited record does not come back",
} as const;

/** Mechanisms that carry nothing alone, since another stands behind each; without them nothing happens, which is checked too. */
export const spares = {
  KEEP_AHEAD:
    "forgetting what was read ahead where another run has closed the batch (the sequence is compared)",
  UNCOMPARED_AHEAD: "the comparison of the sequence for rows that were read ahead (they are forgotten)",
} as const;

export type Ablation = keyof typeof ablations;
export type Spare = keyof typeof spares;
