import { spreadsheetId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import { type Protocol, protocol } from "../protocol/protocol.ts";
import { changed, onLink } from "../protocol/transition.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { TENANT, type World } from "./world.ts";

/** A mistake that the simulation must find. Exists nowhere else. */
export interface Mutant {
  /** What somebody might have built instead. */
  readonly mistake: string;
  readonly ports?: (ports: ExportPorts, world: World) => ExportPorts;
  readonly protocol?: Partial<Protocol>;
  readonly world?: (world: World) => void;
}

/** Each mechanism of the protocol removed or bent in turn; an oracle that none of them trips proves nothing. */
export const mutants = {
  "mark-before-append": {
    mistake: "records are marked before their rows are sent",
    ports: (ports) => ({
      ...ports,
      sink: {
        ...ports.sink,
        append: async (grant, sealed) => {
          const records = sealed.rows.map(({ recordId, revision }) => ({ recordId, revision }));
          const { sequence, plannedAt } = sealed.batch;
          await ports.attendance.markExported(TENANT, { sequence, exportedAt: plannedAt, records });
          return ports.sink.append(grant, sealed);
        },
      },
    }),
  },
  "used-ids-accepted": {
    mistake: "the sheet accepts a receipt id that is in use",
    world: ({ spreadsheets }) => {
      for (const file of spreadsheets.files()) file.acceptsUsedIds = true;
    },
  },
  "refused-is-applied": {
    mistake: "a refusal is taken for the proof that the rows are there",
    ports: (ports) => ({ ...ports, receipts: { ...ports.receipts, read: async () => "rows" as const } }),
  },
  "no-void-receipt": {
    mistake: "a batch is given up without a void receipt",
    ports: (ports) => ({
      ...ports,
      receipts: { ...ports.receipts, void: async () => ({ status: "voided" as const }) },
    }),
  },
  "no-open-check": {
    mistake: "the next batch is planned while one is open",
    protocol: {
      planBatch: (proposal) => (state) =>
        protocol.planBatch(proposal)(
          state === undefined ? state : { ...state, ledger: { ...state.ledger, open: null } },
        ),
      beginRun: (claim, nextSlot) => (state) => {
        const step = protocol.beginRun(claim, nextSlot)(state);
        if (step.result?.status !== "begun" || step.state === undefined) return step;
        const hidden = { ...step.result.state, ledger: { ...step.result.state.ledger, open: null } };
        return { ...step, result: { ...step.result, state: hidden } };
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
    mistake: "a backlog read before another worker's batch is planned again",
    protocol: {
      planBatch: (proposal) =>
        onLink(
          (state) => protocol.planBatch({ ...proposal, sequence: state.ledger.nextSequence })(state) as never,
        ),
    },
  },
  "late-failure-flags": {
    mistake: "a failure of an old grant flags the link that was reconnected since",
    protocol: {
      flagLink: (failure) =>
        onLink(
          (state) => protocol.flagLink({ ...failure, grantVersion: state.link.grantVersion })(state) as never,
        ),
    },
  },
  "notice-before-outbox": {
    mistake: "the notice is told at once and kept nowhere",
    protocol: { flagLink: (failure) => (state) => withoutOutbox(protocol.flagLink(failure)(state)) },
  },
  "void-while-unknown": {
    mistake: "a batch is taken for void as soon as it is refused for its content",
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
  "orphans-forgotten": {
    mistake: "coming back to a sheet, the batch that was left open there is forgotten",
    protocol: {
      beginRun: (claim, nextSlot) => (state) => protocol.beginRun(claim, nextSlot)(withoutOrphans(state)),
      planBatch: (proposal) => (state) => protocol.planBatch(proposal)(withoutOrphans(state)),
    },
  },
  "confirmed-before-marked": {
    mistake: "a batch is confirmed before its records are marked",
    ports: (ports) => {
      let pending: (() => Promise<void>) | undefined;
      return {
        ...ports,
        attendance: {
          ...ports.attendance,
          markExported: async (...call) => {
            pending = () => ports.attendance.markExported(...call);
          },
        },
        ledger: {
          ...ports.ledger,
          transact: async (tenantId, transition) => {
            const result = await ports.ledger.transact(tenantId, transition);
            const mark = pending;
            pending = undefined;
            if (mark !== undefined) await mark();
            return result;
          },
        },
      };
    },
  },
  "newest-revision-marked": {
    mistake: "a record that was edited after planning is marked in its new form",
    ports: (ports, world) => ({
      ...ports,
      attendance: {
        ...ports.attendance,
        markExported: (tenantId, batch) =>
          ports.attendance.markExported(tenantId, {
            ...batch,
            records: batch.records.map(({ recordId, revision }) => ({
              recordId,
              revision: world.tenant.records.get(recordId)?.record.revision ?? revision,
            })),
          }),
      },
    }),
  },
  "ghosts-left": {
    mistake: "nobody closes the history of a run that died",
    protocol: {
      beginRun: (claim, nextSlot) => (state) => {
        const step = protocol.beginRun(claim, nextSlot)(state);
        return step.result?.status === "begun" ? { ...step, result: { ...step.result, ghosts: [] } } : step;
      },
    },
  },
} as const satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;

const withoutOutbox = (step: ReturnType<ReturnType<Protocol["flagLink"]>>): typeof step => {
  if (step.state === undefined) return step;
  const state = { ...step.state, ledger: { ...step.state.ledger, outbox: [] } };
  return { ...step, state, result: state };
};

/** Takes away the orphans' sheet, so that they are kept and never recognised. */
const withoutOrphans = (state: LinkState | undefined): LinkState | undefined =>
  state === undefined
    ? state
    : {
        ...state,
        ledger: {
          ...state.ledger,
          orphans: state.ledger.orphans.map((orphan) => ({
            ...orphan,
            sheet: { ...orphan.sheet, spreadsheetId: NOWHERE },
          })),
        },
      };

const NOWHERE = spreadsheetId("nowhere");
