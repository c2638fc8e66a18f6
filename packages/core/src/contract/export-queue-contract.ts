import assert from "node:assert/strict";
import type { DeadLetter } from "../model/dead-letter.ts";
import { runId, type TenantId } from "../model/ids.ts";
import type { Trigger } from "../model/sync-run.ts";
import type { ExportQueue, ExportRequest } from "../ports/export-queue.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { type MessageSubject, mustRejectWith } from "./message-world.ts";
import { leakOf } from "./spreadsheet/leak-of.ts";
import { nearMissTenants, tenant1, tenant10 } from "./store/near-misses.ts";
import { monday } from "./store/record-fixtures.ts";

export interface ExportQueueSubject extends MessageSubject {
  readonly port: ExportQueue;
  readonly backDoor: {
    /** Every request as whoever runs it gets it, in the order of delivery, repeats included. */
    delivered(): Promise<readonly ExportRequest[]>;
    /** Every letter as whoever escalates it gets it, repeats included. */
    buried(): Promise<readonly DeadLetter[]>;
  };
}

const requestOf = (tenantId: TenantId, wanted: Partial<ExportRequest> = {}): ExportRequest => ({
  tenantId,
  trigger: "schedule",
  slot: monday,
  ...wanted,
});

export const letterOf = (id: string, wanted: Partial<DeadLetter> = {}): DeadLetter => ({
  id,
  tenantId: tenant1,
  runId: runId("run-7"),
  code: "edit-denied",
  message: "Google Sheets answered 403 PERMISSION_DENIED: “Présences \u{1f4c5}” <b>&\r\nBcc: x",
  at: monday,
  exported: 4_711,
  attempts: 3,
  ...wanted,
});

const triggers: readonly Trigger[] = ["schedule", "manual", "retry", "reconnect"];

const guarantees = {
  "delivers what was asked for, exactly": async ({ port, backDoor }) => {
    const requests = triggers.map((trigger, index) =>
      requestOf(tenant1, { trigger, slot: index % 2 === 0 ? monday + index : null }),
    );
    for (const request of requests) await port.ask(request);
    assert.deepEqual(await backDoor.delivered(), requests);
  },

  "delivers the requests of one tenant in the order in which they were asked": async ({ port, backDoor }) => {
    const requests = Array.from({ length: 30 }, (_, index) =>
      requestOf(index % 3 === 0 ? tenant10 : tenant1, { slot: monday - index }),
    );
    for (const request of requests) await port.ask(request);
    const delivered = await backDoor.delivered();
    for (const tenant of [tenant1, tenant10])
      assert.deepEqual(
        delivered.filter(({ tenantId }) => tenantId === tenant),
        requests.filter(({ tenantId }) => tenantId === tenant),
      );
  },

  "names the tenant that was asked for, and never its near miss": async ({ port, backDoor }) => {
    for (const tenant of nearMissTenants) await port.ask(requestOf(tenant));
    const tenants = (await backDoor.delivered()).map(({ tenantId }) => tenantId);
    assert.deepEqual([...tenants].sort(), [...nearMissTenants].sort());
  },

  "delivers a repeat at least once": async ({ port, backDoor }) => {
    for (let times = 0; times < 2; times++) await port.ask(requestOf(tenant1));
    const delivered = await backDoor.delivered();
    assert.ok(delivered.length >= 1, "nothing was delivered");
    for (const request of delivered) assert.deepEqual(request, requestOf(tenant1));
  },

  "delivers a dead letter to whoever escalates it, exactly, under the same id each time": async ({
    port,
    backDoor,
  }) => {
    const letters = [letterOf("link-1-run-7"), letterOf("link-1-run-8", { tenantId: tenant10, exported: 0 })];
    for (const letter of [...letters, ...letters]) await port.bury(letter);
    const buried = await backDoor.buried();
    for (const letter of letters) {
      const same = buried.filter(({ id }) => id === letter.id);
      assert.ok(same.length >= 1, `${letter.id} is not there`);
      for (const one of same) assert.deepEqual(one, letter);
    }
    assert.equal(new Set(buried.map(({ id }) => id)).size, letters.length);
  },

  "keeps dead letters out of the way of runs, and runs out of the way of dead letters": async ({
    port,
    backDoor,
  }) => {
    await port.ask(requestOf(tenant1));
    await port.bury(letterOf("letter-1"));
    assert.equal((await backDoor.delivered()).length, 1);
    assert.equal((await backDoor.buried()).length, 1);
  },

  "rejects with queue-unavailable while it takes nothing, and delivers nothing of it later": async ({
    port,
    backDoor,
    lever,
  }) => {
    await lever.refuse();
    await mustRejectWith("queue-unavailable", () => port.ask(requestOf(tenant1)));
    await mustRejectWith("queue-unavailable", () => port.bury(letterOf("letter-1")));
    await lever.release();
    await port.ask(requestOf(tenant10));
    assert.deepEqual(await backDoor.delivered(), [requestOf(tenant10)]);
    assert.deepEqual(await backDoor.buried(), []);
  },

  "shows no secret in a failure": async ({ port, lever, secrets }) => {
    await lever.refuse();
    for (const call of [() => port.ask(requestOf(tenant1)), () => port.bury(letterOf("letter-1"))])
      assert.equal(leakOf(await mustRejectWith("queue-unavailable", call), secrets()), undefined);
  },
} satisfies Readonly<Record<string, Guarantee<ExportQueueSubject>>>;

/** What every `ExportQueue` promises. */
export const exportQueueContract = {
  port: "ExportQueue",
  guarantees,
} satisfies Contract<ExportQueueSubject, string>;

export type ExportQueueSentence = keyof typeof exportQueueContract.guarantees;
