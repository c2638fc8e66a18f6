/** I1 to I9, and that everything drains, as the page lists them. */
export const invariants: readonly string[] = [
  "| | in every state, or at the step that could break it |",
  "|---|---|",
  "| I1 | No record has two rows on a sheet. |",
  "| I2 | A record that is marked as exported was written on the sheet of its batch, in the revision that the mark names. |",
  "| I3 | A batch is planned or applied if and only if it is the one open batch. |",
  "| I4 | No record is in two batches of one sheet that are neither void nor orphans. |",
  "| I5 | A receipt is written once. This is the sheet's part, assumption A2, and taken out by `SEARCH_FIRST` and `NO_CANARY`. |",
  "| I6 | A batch that is applied has a receipt for rows, one that is void a void receipt. |",
  "| I7 | A link is in error only if the grant in force does not work. |",
  "| I8 | A record that is set aside was refused as it is now, and is not on the sheet. A record that one sheet refused may be on another: then its mark counts. |",
  "| I9 | Every approved record is waiting, on its way, exported or set aside: the backlog is what is neither of the last two, so none can be nowhere, and L says that none stays where it is. |",
  "| L | From every state, once faults have ended, all records are exported or set aside, nothing is open and no link is in error: no fair order of the rest misses it. |",
];

/** Where the model is coarser than the code, and why what holds in it holds there. */
export const harmless: readonly string[] = [
  "- **Time** is left out: whatever waits for a time in the code may happen at any time here. That is more than the code can do, so",
  "  what holds for all orders holds for its own. One rule of time is kept as a rule of causes: a receipt is removed only when no worker",
  "  and no request knows its batch, which is what seven days stand for (`EARLY_PRUNING` takes that away).",
  "- **The lease** is left out of most worlds: then everybody may always begin, which is a lease that lapses at every step. Two worlds",
  "  have it, to see that it blocks nobody for ever.",
  "- **Two records stand for thousands.** No step of the protocol compares records or treats one other than by being in the batch or not;",
  "  a batch of two is the smallest that can be halved. Halves are cut by the code's own arithmetic (`afterVoid`, `afterSuccess`).",
  "- **Counting** (five silent sends, two unknown refusals, batches of a run, budgets) is left out: a worker may give a batch up, or",
  "  end, whenever the code may at the end of its count.",
  "- **A transaction is one step**, since the stores promise that (their contracts, on every store). Its repeat after a lost answer is the same",
  "  step again, which all transitions survive (`every-transition.test.ts`); here a lost answer is a worker that dies after it.",
  "- **Marking** is one step a record, in no transaction. Commits of many records at once are fewer of the same steps.",
  "- **A run that has nothing to do** does not begin. It would change nothing.",
  "- **Reading a receipt after silence** is a new run that looks first: the same reading, at the same moments.",
  "- **Receipt ids** are a batch's number and how often it has moved. Real ones are drawn at random; that two links draw the same is what",
  "  `strangers` stands for.",
  "- **Unlinking** is linking another sheet on which nothing ever happens.",
  "- **A link in error** is looked at before anything else in the code; here a run may always begin, as if every look could not tell, and",
  "  only the admin's reconnecting ends the error.",
];

/** What it does not cover; each has its own proof. */
export const outside: readonly string[] = [
  "Notices and dead letters, schedules and back-off, the history, the audit: the simulator and the months check those. A ledger restored",
  "from a backup: the receipt is found to be ours but of another batch, and the run stops (`sheet-diverged`, tested beside the code).",
  "That the code does what the model does is shown by the map above, by reading, and by the simulator, which runs the code itself with",
  "the same mistakes planted.",
];

export const assumptions: readonly string[] = [
  "| | | what falls without it |",
  "|---|---|---|",
  "| A1 | One `batchUpdate` is applied as a whole or not at all (documented by Google). | `NO_ATOMICITY`: two rows |",
  "| A2 | Creating a mark under an id that is in use fails the whole request (documented), also where two come at one moment. | `SEARCH_FIRST`, `NO_CANARY`: two rows. So the canary tries it on every spreadsheet before it is linked, and where it does not hold, no link is made. The one moment cannot be tried, so nobody sends while an earlier request may be under way (`lateMs`). |",
  "| A3 | Marks of the spreadsheet survive what people do to it; a version brought back brings rows and marks back together. | `EARLY_PRUNING` shows what a mark that is missing does |",
  "| A6 | No request and no paused worker is older than seven days. | `EARLY_PRUNING`: two rows |",
  "| A8 | Nobody brings an older version back within the minutes in which a request can be late, after a batch was given up without cause. | R1 |",
  "| A7 | A transaction of the store is atomic and serialisable (the contract of `ExportLedger`). | everything |",
];

export const residualText: readonly string[] = [
  "**R1.** A batch is given up although nothing is wrong with it, its records are planned again, then somebody brings back a version of",
  "the sheet from before the void receipt, while the first request of the batch is still under way: it finds no receipt, and writes.",
  "Three rare things within the minutes that a request can be late. Nothing on the sheet's side tells it from a fresh request, so it is",
  "not prevented; the audit finds the rows.",
  "",
  "**R2.** A worker sleeps after it has learned that a record is to blame and before it sets it aside. Meanwhile the record is edited,",
  "refused in its new revision too, this time without reason, and set aside as that. Now the sleeper's older entry takes the place of the",
  "newer one, so the record is tried again, is written, and a second sleeper sets it aside meanwhile. No row is lost or doubled, and a",
  "record that is marked is not shown as set aside. Spin found it, in the first world with all of these together.",
  "",
  "The explorer must find both, or it does not see what it should:",
];
