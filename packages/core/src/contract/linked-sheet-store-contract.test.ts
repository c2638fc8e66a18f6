import { describe, it } from "vitest";
import { tenantId } from "../model/ids.ts";
import type { DueLink } from "../ports/linked-sheet-store.ts";
import { type Saboteurs, verifyContract } from "./contract.ts";
import {
  type LinkedSheetStoreSentence,
  type LinkedSheetStoreSubject,
  linkedSheetStoreContract,
} from "./linked-sheet-store-contract.ts";
import { saboteurOf, withMethods } from "./sabotage.ts";
import { failureSaboteurs } from "./store/failure-saboteurs.ts";
import { openMemoryLinkedSheetStore } from "./store/memory-store-subject.ts";
import { nearMissTenants } from "./store/near-misses.ts";

const saboteur = saboteurOf(openMemoryLinkedSheetStore);
const everything = { after: undefined, limit: 1_000 };

const { "rejects with store-full while there is no room, and changes nothing": _, ...readFailures } =
  failureSaboteurs(openMemoryLinkedSheetStore);

const saboteurs: Saboteurs<LinkedSheetStoreSubject, LinkedSheetStoreSentence> = {
  "loads the state of a link exactly as it is kept": saboteur(({ port }) => ({
    load: async (tenant) => {
      const state = await port.load(tenant);
      // Keeps what the dashboard shows, and forgets a part of the ledger.
      return state && { ...state, ledger: { ...state.ledger, orphans: [] } };
    },
  })),
  "loads nothing where the tenant has no link, though its near miss has one": saboteur(({ port }) => ({
    load: async (tenant) => {
      for (const other of nearMissTenants)
        if (other.startsWith(tenant)) {
          const state = await port.load(other);
          if (state !== undefined) return state;
        }
      return undefined;
    },
  })),
  "lists every link exactly, by tenant in code point order": saboteur(({ port }) => ({
    // Lists only those that are polled.
    list: async (page) => (await port.list(page)).filter(({ polling }) => polling.enabled),
  })),
  "lists by pages of any size, without a gap or a repeat": saboteur(({ port }) => ({
    // Compares without regard to case, so that a tenant's near miss is passed over.
    list: async ({ after, limit }) =>
      (await port.list(everything))
        .filter(({ tenantId: tenant }) => after === undefined || tenant.toLowerCase() > after.toLowerCase())
        .slice(0, limit),
  })),
  "tells the links that are due, and no others": saboteur(({ port }) => ({
    // A slot that begins this very moment is not due yet.
    due: (now, page) => port.due(now - 1, page),
  })),
  "tells a link in error too, for it heals by being probed": saboteur(({ port }) => ({
    due: async (now, page) => {
      const active = new Set(
        (await port.list(everything))
          .filter(({ status }) => status === "active")
          .map((link) => link.tenantId),
      );
      return (await port.due(now, page)).filter((link) => active.has(link.tenantId));
    },
  })),
  "orders due links by their slot, then by tenant": saboteur(({ port }) => ({
    due: async (now, { limit }) =>
      [...(await port.due(now, everything))]
        .sort((left, right) => (left.tenantId < right.tenantId ? -1 : 1))
        .slice(0, limit),
  })),
  "tells due links by pages of any size, without a gap or a repeat": saboteur(({ port }) => ({
    // Goes on with the next slot, though others share this one.
    due: async (now, { after, limit }) =>
      (await port.due(now, everything))
        .filter(({ nextPollAt }) => after === undefined || nextPollAt > after.nextPollAt)
        .slice(0, limit),
  })),
  "goes on after a link that has been given a new slot": saboteur(({ port }) => ({
    due: async (now, { after, limit }) => {
      const links = await port.due(now, everything);
      const end = links.findIndex((link) => link.tenantId === after?.tenantId);
      // Its place is gone, so the list seems to be at its end.
      return after !== undefined && end < 0 ? [] : links.slice(end + 1, end + 1 + limit);
    },
  })),
  "follows at once what the ledger decides": async () => {
    const { port, ...rest } = await openMemoryLinkedSheetStore();
    const slots = new Map<string, Promise<readonly DueLink[]>>();
    return {
      ...rest,
      // Keeps a page that it once read.
      port: withMethods(port, {
        due: (now, page) => {
          const key = JSON.stringify([now, page]);
          const kept = slots.get(key) ?? port.due(now, page);
          slots.set(key, kept);
          return kept;
        },
      }),
    };
  },
  ...readFailures,
  "rejects with store-misconfigured while the store refuses, and changes nothing": saboteur(({ port }) => ({
    // Takes a refusal for “no link”.
    load: (tenant) => port.load(tenantId(tenant)).catch(() => undefined),
  })),
};

verifyContract({ describe, it }, linkedSheetStoreContract, saboteurs);
