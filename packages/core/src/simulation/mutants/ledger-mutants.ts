import { spreadsheetId } from "../../model/ids.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import { type Protocol, protocol } from "../../protocol/protocol.ts";
import { changed } from "../../protocol/transition.ts";
import type { Mutant } from "../mutant.ts";

type Begin = ReturnType<ReturnType<Protocol["beginRun"]>>;

/** Mistakes in what the ledger remembers of batches, and in which order. */
export const ledgerMutants = {
  "no-open-check": {
    mistake: "the next batch is planned while one is open",
    protocol: {
      planBatch: (proposal) => (state) =>
        protocol.planBatch(proposal)(
          state === undefined ? state : { ...state, ledger: { ...state.ledger, open: null } },
        ),
      beginRun: (claim, nextSlot) => (state) =>
        withLedger(protocol.beginRun(claim, nextSlot)(state), { open: null }),
    },
  },
  "lease-is-trusted": {
    mistake: "whoever holds the lease takes what an earlier run left open for undone, and plans it anew",
    protocol: {
      beginRun: (claim, nextSlot) => (state) => {
        const open = state?.ledger.open;
        if (state === undefined || open == null || open.state === "applied")
          return protocol.beginRun(claim, nextSlot)(state);
        return protocol.beginRun(claim, nextSlot)({ ...state, ledger: { ...state.ledger, open: null } });
      },
    },
  },
  "silence-is-failure": {
    mistake: "a batch without an answer is taken for lost, and its records are planned again",
    protocol: {
      noteInconclusive: (news) => (state) => {
        const step = protocol.voidBatch(news)(state);
        const { state: after, batch } = step;
        return after === undefined || batch === undefined
          ? { result: undefined }
          : { state: after, batch, result: undefined };
      },
    },
  },
  "blind-clear": {
    mistake: "a confirmation clears whatever batch is open",
    protocol: {
      confirmBatch: (news) => (state) => {
        const step = protocol.confirmBatch(news)(state);
        if (step.state !== undefined || state === undefined) return step;
        const after = { ...state, ledger: { ...state.ledger, open: null } };
        return changed(state, { ledger: { open: null } }, { state: after, closedHere: true });
      },
    },
  },
  "stale-plan": {
    mistake: "a backlog that was read before another worker's batch is planned again",
    protocol: {
      planBatch: (proposal) => (state) =>
        protocol.planBatch({ ...proposal, sequence: state?.ledger.nextSequence ?? proposal.sequence })(state),
    },
  },
  "orphans-forgotten": {
    mistake: "coming back to a sheet, the batch that was left open there is forgotten",
    protocol: {
      beginRun: (claim, nextSlot) => (state) => protocol.beginRun(claim, nextSlot)(withoutOrphans(state)),
      planBatch: (proposal) => (state) => protocol.planBatch(proposal)(withoutOrphans(state)),
    },
  },
  "sequence-reused": {
    mistake: "the number of a void batch is used again",
    protocol: {
      voidBatch: (news) => (state) => {
        const step = protocol.voidBatch(news)(state);
        if (step.state === undefined || step.result === undefined) return step;
        const ledger = { ...step.state.ledger, nextSequence: news.sequence };
        const after = { link: step.state.link, ledger };
        return { ...step, state: after, result: { ...step.result, state: after } };
      },
    },
  },
  "never-halved": {
    mistake: "the records of a void batch are planned again in one piece",
    protocol: {
      voidBatch: (news) => (state) => {
        const step = protocol.voidBatch(news)(state);
        if (step.state === undefined || step.result === undefined || state === undefined) return step;
        const { batchLimit, suspects } = state.ledger;
        const after = { link: step.state.link, ledger: { ...step.state.ledger, batchLimit, suspects } };
        return { ...step, state: after, result: { ...step.result, state: after } };
      },
    },
  },
  "never-moved": {
    mistake: "a batch stays under an id that a stranger has taken",
    protocol: { moveReceipts: (news) => protocol.noteSending(news) },
  },
  "counted-by-all": {
    mistake: "every run that settled a batch counts its records",
    protocol: {
      confirmBatch: (news) => (state) => {
        const step = protocol.confirmBatch(news)(state);
        return step.result === undefined ? step : { ...step, result: { ...step.result, closedHere: true } };
      },
    },
  },
  "counted-by-none": {
    mistake: "nobody counts the records of a batch",
    protocol: {
      confirmBatch: (news) => (state) => {
        const step = protocol.confirmBatch(news)(state);
        return step.result === undefined ? step : { ...step, result: { ...step.result, closedHere: false } };
      },
    },
  },
} as const satisfies Record<string, Mutant>;

/** The same beginning, with another ledger in it. */
const withLedger = (step: Begin, ledger: Partial<LinkState["ledger"]>): Begin => {
  if (step.result?.status !== "begun" || step.state === undefined) return step;
  const state = { ...step.state, ledger: { ...step.state.ledger, ...ledger } };
  return { ...step, state, result: { ...step.result, state } };
};

/** Takes away the orphans' sheet, so that they are kept and never recognised. */
const withoutOrphans = (state: LinkState | undefined): LinkState | undefined => {
  if (state === undefined) return undefined;
  const orphans = state.ledger.orphans.map((orphan) => ({
    ...orphan,
    sheet: { ...orphan.sheet, spreadsheetId: NOWHERE },
  }));
  return { ...state, ledger: { ...state.ledger, orphans } };
};

const NOWHERE = spreadsheetId("nowhere");
