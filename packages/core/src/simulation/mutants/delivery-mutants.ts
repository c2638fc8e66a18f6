import { isPortFailure } from "../../failures/port-failure.ts";
import type { Mutant } from "../mutant.ts";

/** Mistakes in how a batch is brought to the sheet and how its receipt is read. */
export const deliveryMutants = {
  "used-ids-accepted": {
    mistake: "the sheet accepts a receipt id that is in use, after it was linked",
    world: ({ spreadsheets }) => {
      for (const file of spreadsheets.files()) file.acceptsUsedIds = true;
    },
  },
  "search-then-append": {
    mistake: "the receipt is searched for before the rows are sent, instead of being claimed with them",
    world: ({ spreadsheets }) => {
      for (const file of spreadsheets.files()) file.acceptsUsedIds = true;
    },
    ports: (ports) => ({
      ...ports,
      sink: {
        ...ports.sink,
        append: async (grant, sealed) => {
          const reading = await ports.receipts.read(grant, sealed.batch);
          return reading === "rows" ? { status: "appended" } : ports.sink.append(grant, sealed);
        },
      },
    }),
  },
  "refused-is-applied": {
    mistake: "a refusal is taken for the proof that the rows are there",
    ports: (ports) => ({ ...ports, receipts: { ...ports.receipts, read: async () => "rows" as const } }),
  },
  "silence-is-applied": {
    mistake: "a request without an answer is taken for one that worked",
    ports: (ports) => ({
      ...ports,
      sink: {
        ...ports.sink,
        append: async (grant, sealed) => {
          try {
            return await ports.sink.append(grant, sealed);
          } catch (failure) {
            if (isPortFailure(failure) && failure.code === "no-answer") return { status: "appended" };
            throw failure;
          }
        },
      },
    }),
  },
  "tag-not-compared": {
    mistake: "any mark under the receipt's id is taken for the batch's own",
    ports: (ports) => ({
      ...ports,
      receipts: {
        ...ports.receipts,
        read: async (grant, batch) => {
          const reading = await ports.receipts.read(grant, batch);
          return reading === "foreign" || reading === "ours" ? "rows" : reading;
        },
      },
    }),
  },
  "own-mark-is-foreign": {
    mistake: "a batch whose receipt is there is sent again under a fresh id",
    ports: (ports) => ({
      ...ports,
      receipts: {
        ...ports.receipts,
        read: async (grant, batch) => {
          const reading = await ports.receipts.read(grant, batch);
          return reading === "rows" ? "foreign" : reading;
        },
      },
    }),
  },
  "no-void-receipt": {
    mistake: "a batch is given up without a void receipt",
    ports: (ports) => ({
      ...ports,
      receipts: { ...ports.receipts, void: async () => ({ status: "voided" as const }) },
    }),
  },
  "void-while-unknown": {
    mistake: "a refused void receipt is taken for one that was written",
    ports: (ports) => ({
      ...ports,
      receipts: {
        ...ports.receipts,
        void: async (grant, batch) => {
          const outcome = await ports.receipts.void(grant, batch);
          return outcome.status === "refused" ? { status: "voided" as const } : outcome;
        },
      },
    }),
  },
  "early-pruning": {
    mistake: "receipts are removed while a request could still meet them",
    protocol: {
      prunable: ({ ledger, sheet }) =>
        ledger.nextSequence <= 1
          ? undefined
          : {
              sheet,
              receiptBase: ledger.receiptBase,
              fingerprint: ledger.fingerprint,
              from: 1,
              through: ledger.nextSequence - 1,
            },
    },
  },
} as const satisfies Record<string, Mutant>;
