import assert from "node:assert/strict";
import type { ClosedBatch, FrozenRow } from "../../model/batch.ts";
import type { TenantId } from "../../model/ids.ts";
import type { Transition } from "../../ports/export-ledger.ts";
import type { Guarantee } from "../contract.ts";
import type { ExportLedgerSubject } from "./export-ledger-subject.ts";
import { closedBatchOf, manyRows, openBatchOf, richRows, stateOf } from "./link-fixtures.ts";
import { nearMissTenants, tenant1, tenant10 } from "./near-misses.ts";

/** Opens a batch with these rows. */
export const freeze =
  (tenantId: TenantId, sequence: number, rows: readonly FrozenRow[]): Transition<void> =>
  () => {
    const batch = openBatchOf(sequence, { size: rows.length });
    const state = stateOf(tenantId, { ledger: { open: batch, nextSequence: sequence + 1 } });
    return { state, batch: { kind: "freeze", batch, rows }, result: undefined };
  };

/** Closes a batch. */
export const close =
  (tenantId: TenantId, batch: ClosedBatch): Transition<void> =>
  () => ({
    state: stateOf(tenantId, { ledger: { open: null, nextSequence: batch.sequence + 1 } }),
    batch: { kind: "close", batch },
    result: undefined,
  });

export const batchWriteGuarantees = {
  "gives frozen rows back in their order, equal in every kind of cell": async ({ port }) => {
    await port.transact(tenant1, freeze(tenant1, 12, richRows));
    assert.deepEqual(await port.frozenRows(tenant1, 12), richRows);
  },

  "keeps the rows of 5,000 records": async ({ port }) => {
    const rows = manyRows(5_000, 100);
    await port.transact(tenant1, freeze(tenant1, 12, rows));
    assert.deepEqual(await port.frozenRows(tenant1, 12), rows);
  },

  "keeps rows of 2 MB and a single row larger than a part": async ({ port }) => {
    const rows = [...manyRows(40, 20_000), ...manyRows(1, 400_000, 40), ...manyRows(5, 20_000, 41)];
    await port.transact(tenant1, freeze(tenant1, 12, rows));
    assert.deepEqual(await port.frozenRows(tenant1, 12), rows);
  },

  "replaces all rows of a batch that is frozen again": async ({ port }) => {
    const before = manyRows(100, 20_000);
    const after = manyRows(3, 10, 1_000);
    await port.transact(tenant1, freeze(tenant1, 12, before));
    await port.transact(tenant1, freeze(tenant1, 12, after));
    assert.deepEqual(await port.frozenRows(tenant1, 12), after);
  },

  "keeps the rows of sequences and tenants apart": async ({ port }) => {
    const places = nearMissTenants.flatMap((tenantId) =>
      [1, 10, 11].map((sequence) => ({ tenantId, sequence })),
    );
    for (const [index, { tenantId, sequence }] of places.entries())
      await port.transact(tenantId, freeze(tenantId, sequence, manyRows(1, 5, index * 10)));
    for (const [index, { tenantId, sequence }] of places.entries())
      assert.deepEqual(await port.frozenRows(tenantId, sequence), manyRows(1, 5, index * 10));
  },

  "has no rows for a batch that was never frozen": async ({ port }) => {
    await port.transact(tenant1, freeze(tenant1, 12, richRows));
    assert.equal(await port.frozenRows(tenant1, 1), undefined);
    assert.equal(await port.frozenRows(tenant1, 2), undefined);
    assert.equal(await port.frozenRows(tenant10, 12), undefined);
  },

  "removes every trace of a batch's rows when it is closed, and no other's": async ({ port, backDoor }) => {
    await port.transact(tenant1, freeze(tenant1, 2, richRows));
    await port.transact(tenant1, freeze(tenant1, 20, manyRows(100, 20_000)));
    await port.transact(tenant10, freeze(tenant10, 20, richRows));
    await port.transact(tenant1, close(tenant1, closedBatchOf(20)));
    assert.equal(await port.frozenRows(tenant1, 20), undefined);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), [2]);
    assert.deepEqual(await port.frozenRows(tenant1, 2), richRows);
    assert.deepEqual(await port.frozenRows(tenant10, 20), richRows);
  },

  "writes state and frozen rows both or neither": async ({ port, backDoor, lever }) => {
    const kept = stateOf(tenant1);
    await backDoor.plant(kept);
    await lever.pull({ code: "store-unavailable", when: "before" });
    await assert.rejects(port.transact(tenant1, freeze(tenant1, 12, manyRows(100, 20_000))));
    await lever.release();
    assert.deepEqual(await backDoor.state(tenant1), kept);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), []);
    await port.transact(tenant1, freeze(tenant1, 12, richRows));
    assert.equal((await backDoor.state(tenant1))?.ledger.open?.sequence, 12);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), [12]);
  },

  "writes state and closed batch both or neither": async ({ port, backDoor, lever }) => {
    await port.transact(tenant1, freeze(tenant1, 12, richRows));
    await lever.pull({ code: "store-unavailable", when: "before" });
    await assert.rejects(port.transact(tenant1, close(tenant1, closedBatchOf(12))));
    await lever.release();
    assert.equal((await backDoor.state(tenant1))?.ledger.open?.sequence, 12);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), [12]);
    assert.deepEqual(await backDoor.closed(tenant1), []);
    await port.transact(tenant1, close(tenant1, closedBatchOf(12)));
    assert.equal((await backDoor.state(tenant1))?.ledger.open, null);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), []);
    assert.deepEqual(await backDoor.closed(tenant1), [closedBatchOf(12)]);
  },

  "lists closed batches by sequence, highest first, at most the limit": async ({ port }) => {
    const sequences = [2, 10, 1, 9, 100, 11];
    const closed = (sequence: number): ClosedBatch =>
      // Closed in another order than planned, as an orphan is.
      closedBatchOf(sequence, {
        closedAt: 1_000 - sequence,
        outcome: sequence % 2 === 0 ? "void" : "confirmed",
      });
    for (const sequence of sequences) await port.transact(tenant1, close(tenant1, closed(sequence)));
    const newestFirst = [100, 11, 10, 9, 2, 1].map(closed);
    for (const limit of [1, 4, 6, 50])
      assert.deepEqual(await port.closedBatches(tenant1, limit), newestFirst.slice(0, limit));
  },

  "keeps a batch that is closed again only once, and tenants' batches apart": async ({ port }) => {
    await port.transact(tenant1, close(tenant1, closedBatchOf(1)));
    await port.transact(tenant1, close(tenant1, closedBatchOf(1)));
    await port.transact(tenant10, close(tenant10, closedBatchOf(1, { outcome: "void" })));
    assert.deepEqual(await port.closedBatches(tenant1, 10), [closedBatchOf(1)]);
    assert.deepEqual(await port.closedBatches(tenant10, 10), [closedBatchOf(1, { outcome: "void" })]);
  },
} satisfies Readonly<Record<string, Guarantee<ExportLedgerSubject>>>;
