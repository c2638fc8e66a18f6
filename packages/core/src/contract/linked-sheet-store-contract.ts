import assert from "node:assert/strict";
import { type TenantId, tenantId } from "../model/ids.ts";
import type { LinkedSheet, LinkState } from "../model/linked-sheet.ts";
import type { Polling } from "../model/polling.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { DueLink, LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import type { Contract, Guarantee } from "./contract.ts";
import { stateOf } from "./store/link-fixtures.ts";
import { nearMissTenants, shuffled, tenant1, tenant10 } from "./store/near-misses.ts";
import { monday } from "./store/record-fixtures.ts";
import { type StoreSubject, storeFailures } from "./store/store-lever.ts";

export interface LinkedSheetStoreSubject extends StoreSubject {
  readonly port: LinkedSheetStore;
  /** The port on the same store through which links change. */
  readonly ledger: ExportLedger;
  readonly backDoor: {
    /** Keeps or replaces the state of the tenant that it names. */
    plant(state: LinkState): Promise<void>;
  };
}

const MAX_PAGES = 100;
const now = monday;

const plantAll = async (
  { backDoor }: LinkedSheetStoreSubject,
  states: readonly LinkState[],
): Promise<void> => {
  for (const state of shuffled(states)) await backDoor.plant(state);
};

/** Reads by pages until one is not full. */
const readAll = async <Item>(
  limit: number,
  page: (after: Item | undefined) => Promise<readonly Item[]>,
): Promise<readonly Item[]> => {
  const read: Item[] = [];
  for (let index = 0; index < MAX_PAGES; index += 1) {
    const items = await page(read.at(-1));
    read.push(...items);
    if (items.length < limit) return read;
  }
  return assert.fail(`the list does not end within ${MAX_PAGES} pages of ${limit}`);
};

const slot = (tenant: TenantId | string, nextPollAt: number): DueLink => ({
  tenantId: tenantId(tenant),
  nextPollAt,
});

/** By time, then by tenant; many share a slot, and the times run against the alphabet. */
const dueLinks: readonly DueLink[] = [
  slot("z-0", 0),
  ...nearMissTenants.map((tenant) => slot(tenant, now - 1_000_000)),
  slot("b", now - 999),
  slot("a", now - 1),
  slot("A-now", now),
];

const notDue: readonly LinkState[] = [
  stateOf(tenantId("later"), { polling: { nextPollAt: now + 1 } }),
  stateOf(tenantId("off"), { polling: { enabled: false, nextPollAt: now - 1 } }),
  stateOf(tenantId("never"), { polling: { nextPollAt: null } }),
];

const plantDue = (subject: LinkedSheetStoreSubject): Promise<void> =>
  plantAll(subject, [
    ...dueLinks.map(({ tenantId: tenant, nextPollAt }) => stateOf(tenant, { polling: { nextPollAt } })),
    ...notDue,
  ]);

const guarantees = {
  "loads the state of a link exactly as it is kept": async ({ port, backDoor }) => {
    await backDoor.plant(stateOf(tenant1));
    assert.deepEqual(await port.load(tenant1), stateOf(tenant1));
    const changed = stateOf(tenant1, { ledger: { open: null }, link: { status: "active", errorCode: null } });
    await backDoor.plant(changed);
    assert.deepEqual(await port.load(tenant1), changed);
  },

  "loads nothing where the tenant has no link, though its near miss has one": async ({ port, backDoor }) => {
    await backDoor.plant(stateOf(tenant10));
    assert.equal(await port.load(tenant1), undefined);
  },

  "lists every link exactly, by tenant in code point order": async (subject) => {
    const states = nearMissTenants.map((tenant, index) =>
      stateOf(tenant, { polling: { enabled: index % 2 === 0 }, link: { grantVersion: index + 1 } }),
    );
    await plantAll(subject, states);
    assert.deepEqual(
      await subject.port.list({ after: undefined, limit: 100 }),
      states.map(({ link }) => link),
    );
  },

  "lists by pages of any size, without a gap or a repeat": async (subject) => {
    const states = nearMissTenants.map((tenant) => stateOf(tenant));
    await plantAll(subject, states);
    for (const limit of [1, 2, 3, states.length]) {
      const read = await readAll<LinkedSheet>(limit, (last) =>
        subject.port.list({ after: last?.tenantId, limit }),
      );
      assert.deepEqual(
        read.map((link) => link.tenantId),
        nearMissTenants,
        `pages of ${limit}`,
      );
    }
  },

  "tells the links that are due, and no others": async (subject) => {
    await plantDue(subject);
    const due = await subject.port.due(now, { after: undefined, limit: 100 });
    assert.deepEqual(
      new Set(due.map((link) => link.tenantId)),
      new Set(dueLinks.map((link) => link.tenantId)),
    );
    assert.deepEqual(await subject.port.due(-1, { after: undefined, limit: 100 }), []);
  },

  "tells a link in error too, for it heals by being probed": async ({ port, backDoor }) => {
    await backDoor.plant(stateOf(tenant1, { link: { status: "error" } }));
    await backDoor.plant(stateOf(tenant10, { link: { status: "active" } }));
    assert.deepEqual(await port.due(now, { after: undefined, limit: 10 }), [
      slot(tenant1, now),
      slot(tenant10, now),
    ]);
  },

  "orders due links by their slot, then by tenant": async (subject) => {
    await plantDue(subject);
    assert.deepEqual(await subject.port.due(now, { after: undefined, limit: 100 }), dueLinks);
  },

  "tells due links by pages of any size, without a gap or a repeat": async (subject) => {
    await plantDue(subject);
    for (const limit of [1, 2, 4, dueLinks.length])
      assert.deepEqual(
        await readAll<DueLink>(limit, (after) => subject.port.due(now, { after, limit })),
        dueLinks,
        `pages of ${limit}`,
      );
  },

  "goes on after a link that has been given a new slot": async (subject) => {
    await plantDue(subject);
    const [first, ...rest] = dueLinks;
    assert.ok(first !== undefined);
    await subject.backDoor.plant(stateOf(first.tenantId, { polling: { nextPollAt: now + 3_600_000 } }));
    assert.deepEqual(await subject.port.due(now, { after: first, limit: 100 }), rest);
    assert.deepEqual(await subject.port.due(now, { after: undefined, limit: 100 }), rest);
  },

  "follows at once what the ledger decides": async ({ port, ledger }) => {
    const due = (): Promise<readonly DueLink[]> => port.due(now, { after: undefined, limit: 10 });
    const decide = async (polling: Partial<Polling>): Promise<void> => {
      const state = stateOf(tenant1, { polling });
      await ledger.transact(tenant1, () => ({ state, result: undefined }));
      assert.deepEqual(await port.load(tenant1), state);
      assert.deepEqual(await port.list({ after: undefined, limit: 10 }), [state.link]);
    };
    await decide({ nextPollAt: now });
    assert.deepEqual(await due(), [slot(tenant1, now)], "linked");
    await decide({ nextPollAt: now - 5_000 });
    assert.deepEqual(await due(), [slot(tenant1, now - 5_000)], "given an earlier slot");
    await decide({ enabled: false, nextPollAt: now - 5_000 });
    assert.deepEqual(await due(), [], "switched off");
    await decide({ enabled: true, nextPollAt: null });
    assert.deepEqual(await due(), [], "without a slot");
    await decide({ enabled: true, nextPollAt: now - 1 });
    assert.deepEqual(await due(), [slot(tenant1, now - 1)], "switched on again");
    await decide({ nextPollAt: now + 1 });
    assert.deepEqual(await due(), [], "given a later slot");
  },
} satisfies Readonly<Record<string, Guarantee<LinkedSheetStoreSubject>>>;

/** What every `LinkedSheetStore` promises. */
export const linkedSheetStoreContract = {
  port: "LinkedSheetStore",
  guarantees: {
    ...guarantees,
    ...storeFailures<LinkedSheetStore, LinkedSheetStoreSubject>({
      arrange: ({ backDoor }) => backDoor.plant(stateOf(tenant1)),
      reads: {
        load: (port) => port.load(tenant1),
        list: (port) => port.list({ after: undefined, limit: 10 }),
        due: (port) => port.due(now, { after: undefined, limit: 10 }),
      },
      writes: {},
      // It writes nothing, so what it reads when it is well again must be what was planted.
      truth: ({ port }) => port.load(tenant1),
    }),
  },
} satisfies Contract<LinkedSheetStoreSubject, string>;

export type LinkedSheetStoreSentence = keyof typeof linkedSheetStoreContract.guarantees;
