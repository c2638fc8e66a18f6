import type { ExportLedger, Transition } from "../ports/export-ledger.ts";
import type { Contract } from "./contract.ts";
import { batchWriteGuarantees, close, freeze } from "./store/batch-write-guarantees.ts";
import type { ExportLedgerSubject } from "./store/export-ledger-subject.ts";
import { closedBatchOf, richRows, stateOf } from "./store/link-fixtures.ts";
import { tenant1 } from "./store/near-misses.ts";
import { type FailureTrial, storeFailures, storeWriteFailures } from "./store/store-lever.ts";
import { addNotice, transactGuarantees } from "./store/transact-guarantees.ts";

const readState: Transition<unknown> = (state) => ({ result: state });

const failureTrial: FailureTrial<ExportLedger, ExportLedgerSubject> = {
  arrange: ({ backDoor }) => backDoor.plant(stateOf(tenant1)),
  reads: {
    "transact without a change": (port) => port.transact(tenant1, readState),
    frozenRows: (port) => port.frozenRows(tenant1, 12),
    closedBatches: (port) => port.closedBatches(tenant1, 10),
  },
  writes: {
    transact: (port) => port.transact(tenant1, addNotice("notice-2")),
    "transact that freezes": (port) => port.transact(tenant1, freeze(tenant1, 12, richRows)),
    "transact that closes": (port) => port.transact(tenant1, close(tenant1, closedBatchOf(12))),
  },
  truth: async ({ backDoor }) => [
    await backDoor.state(tenant1),
    await backDoor.frozenSequences(tenant1),
    await backDoor.closed(tenant1),
  ],
};

/** What every `ExportLedger` promises. */
export const exportLedgerContract = {
  port: "ExportLedger",
  guarantees: {
    ...transactGuarantees,
    ...batchWriteGuarantees,
    ...storeFailures(failureTrial),
    ...storeWriteFailures(failureTrial),
  },
} satisfies Contract<ExportLedgerSubject, string>;

export type ExportLedgerSentence = keyof typeof exportLedgerContract.guarantees;
