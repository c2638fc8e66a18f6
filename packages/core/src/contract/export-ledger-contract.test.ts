import { describe, it } from "vitest";
import { isPortFailure } from "../failures/port-failure.ts";
import type { FrozenRow } from "../model/batch.ts";
import type { Cell } from "../model/cell.ts";
import { tenantId } from "../model/ids.ts";
import type { Step, Transition } from "../ports/export-ledger.ts";
import { type Saboteurs, verifyContract } from "./contract.ts";
import { type ExportLedgerSentence, exportLedgerContract } from "./export-ledger-contract.ts";
import { saboteurOf, withMethods } from "./sabotage.ts";
import type { ExportLedgerSubject } from "./store/export-ledger-subject.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { noticeOf, stateOf } from "./store/link-fixtures.ts";
import { openMemoryExportLedger } from "./store/memory-store-subject.ts";
import { tenant1, tenant10 } from "./store/near-misses.ts";

const open = (): Promise<ExportLedgerSubject> => openMemoryExportLedger();
const saboteur = saboteurOf(open);

/** Spoils what a transition decided before it is written. */
const spoilingSteps = (spoil: <Result>(step: Step<Result>) => Step<Result>) =>
  saboteur(({ port }) => ({
    transact: <Result>(tenant: Parameters<typeof port.transact>[0], transition: Transition<Result>) =>
      port.transact(tenant, (state) => spoil(transition(state))),
  }));

/** Spoils frozen rows on their way in. */
const spoilingRows = (spoil: (rows: readonly FrozenRow[]) => readonly FrozenRow[]) =>
  spoilingSteps((step) =>
    step.batch?.kind === "freeze"
      ? { ...step, batch: { ...step.batch, rows: spoil(step.batch.rows) } }
      : step,
  );

const spoilingCells = (spoil: (cell: Cell) => Cell) =>
  spoilingRows((rows) => rows.map((row) => ({ ...row, cells: row.cells.map(spoil) })));

/** Reads, decides and writes in three steps, between which others may do the same. */
const withoutTransaction = async (): Promise<ExportLedgerSubject> => {
  const subject = await open();
  const torn = withMethods(subject.port, {
    transact: async (tenant, transition) => {
      const state = await subject.backDoor.state(tenant);
      const step = transition(state);
      await Promise.resolve();
      await subject.port.transact(tenant, () => ({ ...step, result: undefined }));
      return step.result;
    },
  });
  return { ...subject, port: torn, peer: torn };
};

/** Writes the two halves of a step each by itself; the second is lost with the answer of the first. */
const inTwoHalves = (kind: "freeze" | "close") =>
  saboteur(({ port, backDoor, lever }) => ({
    transact: async (tenant, transition) => {
      const { batch, state, result } = transition(await backDoor.state(tenant));
      if (state === undefined || batch?.kind !== kind) return port.transact(tenant, transition);
      try {
        await port.transact(tenant, () => ({ state, batch, result: undefined }));
      } catch (thrown) {
        if (!isPortFailure(thrown) || thrown.code !== "store-unavailable") throw thrown;
        await lever.release();
        await port.transact(tenant, () => ({ state, result: undefined }));
        throw thrown;
      }
      return result;
    },
  }));

const saboteurs: Saboteurs<ExportLedgerSubject, ExportLedgerSentence> = {
  "gives a transition no state where there is none, and keeps the one it makes": saboteur(({ port }) => ({
    transact: (tenant, transition) => port.transact(tenant, (state = stateOf(tenant)) => transition(state)),
  })),
  "gives a transition the state exactly as it is kept": saboteur(({ port }) => ({
    // What UTF-8 makes of it.
    transact: (tenant, transition) =>
      port.transact(tenant, (state) =>
        transition(
          state && {
            ...state,
            link: { ...state.link, errorDetails: Buffer.from(state.link.errorDetails ?? "").toString() },
          },
        ),
      ),
  })),
  "keeps every part of the state that a transition decides": saboteur(({ port, backDoor }) => ({
    // Merges into what stands there, so that nothing is ever taken away.
    transact: async (tenant, transition) => {
      const before = await backDoor.state(tenant);
      return port.transact(tenant, (state) => {
        const step = transition(state);
        if (step.state === undefined || before === undefined) return step;
        const incident = step.state.link.incident ?? before.link.incident;
        return { ...step, state: { ...step.state, link: { ...step.state.link, incident } } };
      });
    },
  })),
  "gives the transition's own result, whatever it is": saboteur(({ port }) => ({
    transact: async <Result>(tenant: typeof tenant1, transition: Transition<Result>) =>
      // An empty result is taken for none.
      (await port.transact(tenant, transition)) || (undefined as Result),
  })),
  "writes nothing for a step without state": spoilingSteps((step) =>
    step.batch === undefined ? step : { ...step, state: stateOf(tenant1) },
  ),
  "writes nothing for a transition that throws, lets its error out as it is, and goes on working": saboteur(
    ({ port }) => ({
      transact: async (tenant, transition) => {
        try {
          return await port.transact(tenant, transition);
        } catch (thrown) {
          throw isPortFailure(thrown) ? thrown : new Error("the transition failed", { cause: thrown });
        }
      },
    }),
  ),
  "lets one of two transitions at the same time see the other's result": withoutTransaction,
  "loses none of twenty transitions at the same time": withoutTransaction,
  "shows a second adapter at once what was written": async () => {
    const [subject, other] = [await open(), await open()];
    // A cache that nobody tells of the other's writing.
    return { ...subject, peer: other.port };
  },
  "keeps the states of tenants apart": saboteur(({ port }) => ({
    transact: (tenant, transition) => port.transact(tenantId(tenant.replaceAll("_", "-")), transition),
  })),

  "gives frozen rows back in their order, equal in every kind of cell": spoilingCells((cell) =>
    // Knows one kind of serial number only.
    typeof cell === "object" && cell !== null && "dateTime" in cell ? { date: cell.dateTime } : cell,
  ),
  "keeps the rows of 5,000 records": spoilingRows((rows) => rows.slice(0, 4_999)),
  "keeps rows of 2 MB and a single row larger than a part": spoilingRows((rows) =>
    // The parts come back in the order of their names: 0, 1, 10, 2, …
    rows.length < 46
      ? rows
      : rows.map((_, index) => rows[(index * 10) % rows.length]).filter((row) => row !== undefined),
  ),
  "replaces all rows of a batch that is frozen again": saboteur(({ port }) => ({
    // Overwrites the first parts and leaves the tail of the longer one.
    transact: async (tenant, transition) => {
      const before = (await port.frozenRows(tenant, 12)) ?? [];
      return port.transact(tenant, (state) => {
        const step = transition(state);
        if (step.batch?.kind !== "freeze") return step;
        const { rows } = step.batch;
        return { ...step, batch: { ...step.batch, rows: [...rows, ...before.slice(rows.length)] } };
      });
    },
  })),
  "keeps the rows of sequences and tenants apart": saboteur(({ port }) => ({
    frozenRows: (tenant, sequence) => port.frozenRows(tenant, sequence === 1 ? 10 : sequence),
  })),
  "has no rows for a batch that was never frozen": saboteur(({ port }) => ({
    frozenRows: async (tenant, sequence) => (await port.frozenRows(tenant, sequence)) ?? [],
  })),
  "removes every trace of a batch's rows when it is closed, and no other's": saboteur(
    ({ port, backDoor }) => ({
      // Hides the rows of closed batches, and keeps them.
      transact: (tenant, transition) =>
        port.transact(tenant, (state) => {
          const step = transition(state);
          if (step.batch?.kind !== "close") return step;
          const { batch: _, ...rest } = step;
          return rest;
        }),
      frozenRows: async (tenant, sequence) =>
        (await backDoor.state(tenant))?.ledger.open === null ? undefined : port.frozenRows(tenant, sequence),
    }),
  ),
  "writes state and frozen rows both or neither": inTwoHalves("freeze"),
  "writes state and closed batch both or neither": inTwoHalves("close"),
  "lists closed batches by sequence, highest first, at most the limit": saboteur(({ port }) => ({
    // Sorts sequences as texts.
    closedBatches: async (tenant, limit) =>
      [...(await port.closedBatches(tenant, 1_000))]
        .sort((left, right) => (String(left.sequence) < String(right.sequence) ? 1 : -1))
        .slice(0, limit),
  })),
  "keeps a batch that is closed again only once, and tenants' batches apart": saboteur(({ port }) => ({
    closedBatches: async (tenant, limit) => [
      ...(await port.closedBatches(tenant, limit)),
      ...(tenant === tenant10 ? await port.closedBatches(tenant1, limit) : []),
    ],
  })),

  ...failureSaboteurs(open),
  "rejects with store-unavailable when an answer is lost, and a repeat changes nothing more": saboteur(
    ({ port }) => ({
      // Counts its calls in the state.
      transact: (tenant, transition) =>
        port.transact(tenant, (state) => {
          const step = transition(state);
          const written = step.state ?? state;
          if (written === undefined) return step;
          const outbox = [...written.ledger.outbox, noticeOf(`call-${written.ledger.outbox.length}`)];
          return { ...step, state: { ...written, ledger: { ...written.ledger, outbox } } };
        }),
    }),
  ),
};

verifyContract({ describe, it }, exportLedgerContract, saboteurs);
