import {
  type Grant,
  type Ids,
  PortFailure,
  type ReceiptBook,
  type SheetSink,
  type SpreadsheetSetup,
} from "@attendance-export/core";
import {
  MemoryReceiptBook,
  MemorySheetSink,
  MemorySpreadsheetSetup,
  type MemorySpreadsheets,
} from "@attendance-export/core/memory";
import { onceIn } from "./mixture.ts";
import type { Provider } from "./weather.ts";

/** Ends a run without a word, as a killed process does. */
export class ProcessDied extends Error {
  override readonly name = "ProcessDied";
}

/** What is wrong with single links, beside what the service itself knows. */
interface Troubles {
  /** Accounts that may still read and no longer write. */
  readonly viewers: ReadonlySet<string>;
  /** Links whose every export kills its process. */
  readonly killers: ReadonlySet<string>;
}

interface Surroundings {
  readonly spreadsheets: MemorySpreadsheets;
  readonly provider: Provider;
  readonly troubles: Troubles;
  readonly ids: Ids;
  /** One process in so many dies while it waits for an answer. */
  readonly deathsOneIn: number;
}

/** The sheet ports of one process under the weather of the day. */
export const weatheredSheets = (
  around: Surroundings,
): { readonly sink: SheetSink; readonly receipts: ReceiptBook } => {
  const sink = new MemorySheetSink(around.spreadsheets);
  const receipts = new MemoryReceiptBook(around.spreadsheets);
  const through = <Result>(grant: Grant, isWrite: boolean, call: () => Promise<Result>) =>
    served(around, grant, isWrite, call);
  return {
    sink: {
      append: (grant, sealed) => through(grant, true, () => sink.append(grant, sealed)),
      probe: (grant, sheet) => through(grant, false, () => sink.probe(grant, sheet)),
    },
    receipts: {
      read: (grant, batch) => through(grant, false, () => receipts.read(grant, batch)),
      void: (grant, batch) => through(grant, true, () => receipts.void(grant, batch)),
      prune: (grant, request) => through(grant, true, () => receipts.prune(grant, request)),
    },
  };
};

/** The trial of a consent under the weather of the day: a viewer's account does not pass it. */
export const weatheredSetup = ({
  spreadsheets,
  provider,
  troubles,
}: Omit<Surroundings, "ids" | "deathsOneIn">): SpreadsheetSetup => {
  const setup = new MemorySpreadsheetSetup(spreadsheets);
  return {
    create: (grant, plan) => setup.create(grant, plan),
    addTab: (grant, plan) => setup.addTab(grant, plan),
    receiptsAreWriteOnce: async (grant, plan) => {
      const refusal = provider.refusal(true);
      if (refusal !== undefined) throw refusal;
      if (troubles.viewers.has(grant.tenantId))
        throw new PortFailure("access-denied", "403 PERMISSION_DENIED");
      return setup.receiptsAreWriteOnce(grant, plan);
    },
  };
};

const served = async <Result>(
  { provider, troubles, ids, deathsOneIn }: Surroundings,
  { tenantId }: Grant,
  isWrite: boolean,
  call: () => Promise<Result>,
): Promise<Result> => {
  if (isWrite && troubles.killers.has(tenantId)) throw new ProcessDied(`the export of ${tenantId} kills it`);
  const refusal = provider.refusal(isWrite);
  if (refusal !== undefined) {
    // A request without an answer may have taken effect all the same.
    if (refusal.code === "no-answer" && onceIn(ids, 3)) await call();
    throw refusal;
  }
  if (isWrite && troubles.viewers.has(tenantId))
    throw new PortFailure("access-denied", "403 PERMISSION_DENIED: the caller does not have permission");
  const dies = isWrite && onceIn(ids, deathsOneIn);
  const result = await call();
  if (dies) throw new ProcessDied("a process is killed before it hears the answer");
  return result;
};
