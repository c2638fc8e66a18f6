import assert from "node:assert/strict";
import { runId } from "../../model/ids.ts";
import type { LinkState } from "../../model/linked-sheet.ts";
import type { Transition } from "../../ports/export-ledger.ts";
import type { Guarantee } from "../contract.ts";
import type { ExportLedgerSubject } from "./export-ledger-subject.ts";
import { closedBatchOf, noticeOf, openBatchOf, richRows, stateOf } from "./link-fixtures.ts";
import { nearMissTenants, tenant1, tenant10 } from "./near-misses.ts";

/** Puts one notice more into the outbox and tells how many there are; the same notice only once, so it may be re-run. */
export const addNotice =
  (id: string): Transition<number> =>
  (state = stateOf(tenant1, { ledger: { outbox: [] } })) => {
    const { outbox } = state.ledger;
    if (outbox.some((notice) => notice.id === id)) return { result: outbox.length };
    const grown = [...outbox, noticeOf(id)];
    return { state: { ...state, ledger: { ...state.ledger, outbox: grown } }, result: grown.length };
  };

/** Takes the lease if nobody has it, and tells who has it then. */
const takeLease =
  (owner: string): Transition<string> =>
  (state = stateOf(tenant1)) => {
    const { lease } = state.ledger;
    if (lease !== null) return { result: lease.owner };
    const taken = { owner: runId(owner), until: 1, ghosts: [] };
    return { state: { ...state, ledger: { ...state.ledger, lease: taken } }, result: owner };
  };

const replaceWith =
  (state: LinkState): Transition<void> =>
  () => ({ state, result: undefined });

export const transactGuarantees = {
  "gives a transition no state where there is none, and keeps the one it makes": async ({
    port,
    backDoor,
  }) => {
    const seen: (LinkState | undefined)[] = [];
    const made = stateOf(tenant1);
    const result = await port.transact(tenant1, (state) => {
      seen.push(state);
      return { state: made, result: state === undefined ? "made" : "found" };
    });
    assert.equal(seen[0], undefined);
    assert.ok(
      result === "made" || seen.length > 1,
      "only a transition that ran again may find its own state",
    );
    assert.deepEqual(await backDoor.state(tenant1), made);
  },

  "gives a transition the state exactly as it is kept": async ({ port, backDoor }) => {
    const kept = stateOf(tenant1, { link: { errorDetails: "half \ud83d" }, polling: { frequency: "15min" } });
    await backDoor.plant(kept);
    assert.deepEqual(await port.transact(tenant1, (state) => ({ result: state })), kept);
  },

  "keeps every part of the state that a transition decides": async ({ port, backDoor }) => {
    await backDoor.plant(stateOf(tenant1));
    const emptied = stateOf(tenant1, {
      link: { status: "active", errorCode: null, errorDetails: null, incident: null, lastAttempt: null },
      ledger: { open: null, orphans: [], lease: null, outbox: [], segments: [], milestones: [] },
      polling: { enabled: false, nextPollAt: null, lastPolledAt: null, frequency: "weekly" },
    });
    await port.transact(tenant1, replaceWith(emptied));
    assert.deepEqual(await backDoor.state(tenant1), emptied);
  },

  "gives the transition's own result, whatever it is": async ({ port }) => {
    for (const result of [undefined, null, 0, "", false, [1], { status: "planned" }])
      assert.deepEqual(await port.transact(tenant1, () => ({ result })), result);
  },

  "writes nothing for a step without state": async ({ port, backDoor }) => {
    const kept = stateOf(tenant1);
    await backDoor.plant(kept);
    await port.transact(tenant1, () => ({
      batch: { kind: "freeze", batch: openBatchOf(12), rows: richRows },
      result: undefined,
    }));
    await port.transact(tenant1, () => ({
      batch: { kind: "close", batch: closedBatchOf(11) },
      result: undefined,
    }));
    await port.transact(tenant10, () => ({ result: undefined }));
    assert.deepEqual(await backDoor.state(tenant1), kept);
    assert.equal(await backDoor.state(tenant10), undefined);
    assert.deepEqual(await backDoor.frozenSequences(tenant1), []);
    assert.deepEqual(await backDoor.closed(tenant1), []);
  },

  "writes nothing for a transition that throws, lets its error out as it is, and goes on working": async ({
    port,
    backDoor,
  }) => {
    const kept = stateOf(tenant1);
    await backDoor.plant(kept);
    const bug = new RangeError("a defect of a transition");
    const thrown = await port
      .transact<void>(tenant1, () => {
        throw bug;
      })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    assert.equal(thrown, bug);
    assert.deepEqual(await backDoor.state(tenant1), kept);
    assert.equal(await port.transact(tenant1, addNotice("notice-2")), 2);
  },

  "lets one of two transitions at the same time see the other's result": async ({ port, peer, backDoor }) => {
    await backDoor.plant(stateOf(tenant1, { ledger: { lease: null } }));
    const owners = await Promise.all([
      port.transact(tenant1, takeLease("run-a")),
      peer.transact(tenant1, takeLease("run-b")),
    ]);
    assert.equal(owners[0], owners[1], "both took the lease");
    assert.equal((await backDoor.state(tenant1))?.ledger.lease?.owner, owners[0]);
  },

  "loses none of twenty transitions at the same time": async ({ port, peer, backDoor }) => {
    const ids = Array.from({ length: 20 }, (_, index) => `notice-${index}`);
    await backDoor.plant(stateOf(tenant1, { ledger: { outbox: [] } }));
    await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? port : peer).transact(tenant1, addNotice(id))),
    );
    const outbox = (await backDoor.state(tenant1))?.ledger.outbox ?? [];
    assert.deepEqual(outbox.map(({ id }) => id).sort(), [...ids].sort());
  },

  "shows a second adapter at once what was written": async ({ port, peer }) => {
    await port.transact(tenant1, replaceWith(stateOf(tenant1, { ledger: { nextSequence: 77 } })));
    assert.equal(await peer.transact(tenant1, (state) => ({ result: state?.ledger.nextSequence })), 77);
  },

  "keeps the states of tenants apart": async ({ port, backDoor }) => {
    const [stranger, ...tenants] = nearMissTenants;
    assert.ok(stranger !== undefined);
    const of = (index: number) => ({ ledger: { nextSequence: index + 1 } });
    for (const [index, tenantId] of tenants.entries())
      await port.transact(tenantId, replaceWith(stateOf(tenantId, of(index))));
    for (const [index, tenantId] of tenants.entries()) {
      assert.deepEqual(await backDoor.state(tenantId), stateOf(tenantId, of(index)));
      const seen = await port.transact(tenantId, (state) => ({ result: state }));
      assert.deepEqual(seen, stateOf(tenantId, of(index)));
    }
    assert.equal(await port.transact(stranger, (state) => ({ result: state })), undefined);
  },
} satisfies Readonly<Record<string, Guarantee<ExportLedgerSubject>>>;
