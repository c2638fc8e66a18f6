import assert from "node:assert/strict";
import type { TenantId } from "../model/ids.ts";
import type { Notice } from "../model/linked-sheet.ts";
import type { AdminNotifier } from "../ports/admin-notifier.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { type MessageSubject, mustRejectWith } from "./message-world.ts";
import { leakOf } from "./spreadsheet/leak-of.ts";
import { stateOf } from "./store/link-fixtures.ts";
import { nearMissTenants, tenant1, tenant10 } from "./store/near-misses.ts";
import { monday } from "./store/record-fixtures.ts";

/** One notice as it reached one admin. */
export interface ReceivedNotice {
  /** Whoever it reached: an admin's device, or all of the tenant's at once. */
  readonly to: string;
  readonly noticeId: string;
  readonly kind: Notice["kind"];
}

export interface AdminNotifierSubject extends MessageSubject {
  readonly port: AdminNotifier;
  readonly backDoor: {
    /** Makes sure that the tenant has admins who can be reached; gives whom a notice must reach. */
    admins(tenantId: TenantId): Promise<readonly string[]>;
    /** Every notice that reached the tenant's admins, in order, repeats included. */
    received(tenantId: TenantId): Promise<readonly ReceivedNotice[]>;
  };
}

const { link } = stateOf(tenant1);
const kinds: readonly Notice["kind"][] = [
  "link-failed",
  "reminder",
  "link-healed",
  "polling-suspended",
  "grant-expiring",
];

const noticeOf = (id: string, kind: Notice["kind"] = "link-failed"): Notice => ({
  id,
  kind,
  code: kind === "link-healed" || kind === "grant-expiring" ? null : "tab-missing",
  at: monday,
});

const guarantees = {
  "tells every admin of the tenant": async ({ port, backDoor }) => {
    const admins = await backDoor.admins(tenant1);
    assert.ok(admins.length > 0, "the subject has no admin who could be told");
    await port.tell(tenant1, noticeOf("notice-1"), link);
    const reached = (await backDoor.received(tenant1)).map(({ to }) => to);
    assert.deepEqual([...reached].sort(), [...admins].sort());
  },

  "tells every kind of notice, under its id": async ({ port, backDoor }) => {
    const [admin] = await backDoor.admins(tenant1);
    for (const kind of kinds) await port.tell(tenant1, noticeOf(`notice-${kind}`, kind), link);
    const received = (await backDoor.received(tenant1)).filter(({ to }) => to === admin);
    assert.deepEqual(
      received.map(({ noticeId, kind }) => ({ noticeId, kind })),
      kinds.map((kind) => ({ noticeId: `notice-${kind}`, kind })),
    );
  },

  "tells a repeat under the same id, so that a device can show it once": async ({ port, backDoor }) => {
    await backDoor.admins(tenant1);
    for (let times = 0; times < 2; times++) await port.tell(tenant1, noticeOf("notice-1"), link);
    const ids = (await backDoor.received(tenant1)).map(({ noticeId }) => noticeId);
    assert.deepEqual([...new Set(ids)], ["notice-1"]);
  },

  "tells no other tenant's admins": async ({ port, backDoor }) => {
    for (const tenant of nearMissTenants) await backDoor.admins(tenant);
    await port.tell(tenant1, noticeOf("notice-1"), link);
    for (const tenant of nearMissTenants.filter((other) => other !== tenant1))
      assert.deepEqual(await backDoor.received(tenant), [], `${tenant} was told`);
    assert.notDeepEqual(await backDoor.received(tenant1), []);
  },

  "rejects with notice-undelivered while nobody can be told, and tells nothing of it later": async ({
    port,
    backDoor,
    lever,
  }) => {
    for (const tenant of [tenant1, tenant10]) await backDoor.admins(tenant);
    await lever.refuse();
    await mustRejectWith("notice-undelivered", () => port.tell(tenant1, noticeOf("notice-1"), link));
    await lever.release();
    await port.tell(tenant1, noticeOf("notice-2"), link);
    const ids = (await backDoor.received(tenant1)).map(({ noticeId }) => noticeId);
    assert.deepEqual([...new Set(ids)], ["notice-2"]);
  },

  "shows no secret in a failure": async ({ port, lever, backDoor, secrets }) => {
    await backDoor.admins(tenant1);
    await lever.refuse();
    const call = () => port.tell(tenant1, noticeOf("notice-1"), link);
    assert.equal(leakOf(await mustRejectWith("notice-undelivered", call), secrets()), undefined);
  },
} satisfies Readonly<Record<string, Guarantee<AdminNotifierSubject>>>;

/** What every `AdminNotifier` promises. */
export const adminNotifierContract = {
  port: "AdminNotifier",
  guarantees,
} satisfies Contract<AdminNotifierSubject, string>;

export type AdminNotifierSentence = keyof typeof adminNotifierContract.guarantees;
