import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryNews, arbitraryState } from "../../test/arbitrary-link.ts";
import { newLink } from "../../test/new-link.ts";
import { linkId, recordId } from "../model/ids.ts";
import type { LinkState } from "../model/linked-sheet.ts";
import type { Transition } from "../ports/export-ledger.ts";
import { linkSheet, reconnect, unlinkSheet } from "./link-sheet.ts";
import type { BatchNews } from "./open-batch.ts";
import { claimSlot, configurePolling } from "./polling-changes.ts";
import { protocol } from "./protocol.ts";
import { releaseLease } from "./release-lease.ts";
import { defaultSchedulePolicy } from "./schedule.ts";

type Make = (news: BatchNews, state: LinkState) => Transition<unknown>;
type Part = keyof LinkState["link"] | keyof LinkState["ledger"];

interface Promise_ {
  readonly make: Make;
  /** All that it may change. */
  readonly changes: readonly Part[];
}

const nextSlot = (): number => 60;
const rows = [{ recordId: recordId("r1"), revision: 1, cells: ["r1"] }];
/** About one batch: if it is not the open one, nothing changes. */
const aboutABatch = {
  noteSending: { make: (news) => protocol.noteSending(news), changes: ["open", "lease"] },
  noteAnswered: { make: (news) => protocol.noteAnswered(news), changes: ["open", "lease"] },
  noteInconclusive: {
    make: (news) => protocol.noteInconclusive({ ...news, before: 1, limit: 3, silentSince: news.now }),
    changes: ["open", "lease"],
  },
  noteUnknownRefusal: {
    make: (news) => protocol.noteUnknownRefusal({ ...news, before: 0, limit: 2, searching: false }),
    changes: ["open", "lease"],
  },
  giveUpBatch: {
    make: (news) => protocol.giveUpBatch({ ...news, reason: "content" }),
    changes: ["open", "lease"],
  },
  moveReceipts: {
    make: (news) => protocol.moveReceipts({ ...news, takenId: 101, receiptBase: 700 }),
    changes: ["open", "receiptBase", "lease"],
  },
  applyBatch: { make: (news) => protocol.applyBatch(news), changes: ["open", "lease"] },
  confirmBatch: {
    make: (news) => protocol.confirmBatch({ ...news, maxRows: 4 }),
    changes: ["open", "lastClosed", "batchLimit", "suspects", "milestones", "lease"],
  },
  voidBatch: {
    make: (news) => protocol.voidBatch(news),
    changes: ["open", "lastClosed", "batchLimit", "suspects", "lease"],
  },
} as const satisfies Record<string, Promise_>;

const aboutALink = {
  beginRun: {
    make: (news) => protocol.beginRun(news, nextSlot),
    changes: ["lastAttempt", "polling", "lease", "askedBy", "open", "orphans", "nextSequence"],
  },
  planBatch: {
    make: (news, { link }) =>
      protocol.planBatch({
        ...news,
        linkId: link.linkId,
        tag: "tag-9",
        rows,
        despiteError: news.now % 2 === 0,
      }),
    changes: ["open", "orphans", "nextSequence", "lease"],
  },
  flagLink: {
    make: (news) =>
      protocol.flagLink({
        code: "access-denied",
        runId: news.runId,
        grantVersion: news.sequence,
        now: news.now,
      }),
    changes: ["status", "errorCode", "errorDetails", "incident", "outbox"],
  },
  trustLink: {
    make: (news) => protocol.trustLink({ runId: news.runId, grantVersion: news.sequence }),
    changes: ["status", "errorCode", "errorDetails", "outbox"],
  },
  closeIncident: {
    make: (news) => protocol.closeIncident(news),
    changes: ["status", "errorCode", "errorDetails", "incident", "outbox"],
  },
  acknowledgeNotice: {
    make: (news) => protocol.acknowledgeNotice(`link-1-${news.now}-failed`, news.now),
    changes: ["incident", "outbox"],
  },
  acknowledgeLetter: { make: () => protocol.acknowledgeLetter("letter-1"), changes: ["deadLetters"] },
  remindAdmins: { make: () => protocol.remindAdmins(10 * 86_400_000), changes: ["incident", "outbox"] },
  warnOfExpiry: { make: (news) => protocol.warnOfExpiry(news.now), changes: ["grantExpiresAt", "outbox"] },
  endRun: {
    make: ({ runId, now }) =>
      protocol.endRun({
        runId,
        grantVersion: 2,
        now,
        failure: { code: "sheet-full", message: "full" },
        notBefore: null,
        unfinished: false,
        exported: 0,
        chance: 0.5,
        nextSlot,
        policy: defaultSchedulePolicy,
      }),
    changes: ["lease", "polling", "lastSyncStatus", "lastSyncTimestamp", "incident", "outbox", "deadLetters"],
  },
  giveUpAfterCrashes: {
    make: ({ runId, now }) =>
      protocol.giveUpAfterCrashes({ ghosts: [runId, runId, runId], now, policy: defaultSchedulePolicy }),
    changes: ["polling", "incident", "outbox", "deadLetters"],
  },
  notePruned: {
    make: (news, { link }) =>
      protocol.notePruned({
        sheet: link.sheet,
        receiptBase: 100,
        fingerprint: "finger",
        from: 1,
        through: news.sequence,
      }),
    changes: ["prunedThrough", "milestones"],
  },
  releaseLease: { make: ({ runId, now }) => releaseLease(runId, now), changes: ["lease"] },
  readLink: { make: () => protocol.readLink, changes: [] },
  reconnect: {
    make: (news) =>
      reconnect({
        fromVersion: news.sequence,
        grantVersion: news.sequence + 1,
        accountEmail: "new@example.org",
        grantExpiresAt: null,
        now: news.now,
      }),
    changes: [
      "status",
      "errorCode",
      "errorDetails",
      "accountEmail",
      "grantVersion",
      "grantExpiresAt",
      "polling",
      "outbox",
    ],
  },
  claimSlot: {
    make: (news) => claimSlot({ slot: 0, now: news.now, askAgainMs: 100, askedBy: news.runId }),
    changes: ["polling", "askedBy"],
  },
  configurePolling: { make: () => configurePolling({ enabled: true }, nextSlot, 5), changes: ["polling"] },
  unlinkSheet: {
    make: (news) => unlinkSheet(news.now),
    changes: [
      "status",
      "errorCode",
      "errorDetails",
      "incident",
      "polling",
      "lastAttempt",
      "open",
      "orphans",
      "outbox",
    ],
  },
} as const satisfies Record<string, Promise_>;

const everyTransition: Record<string, Promise_> = { ...aboutABatch, ...aboutALink };

const partsOf = ({ link, ledger }: LinkState): Record<string, unknown> => ({ ...link, ...ledger });

describe("every transition", () => {
  for (const [name, { make, changes }] of Object.entries(everyTransition)) {
    it(`${name} gives the same result on its own change, and changes nothing more`, () => {
      fc.assert(
        fc.property(arbitraryState, arbitraryNews, (state, news) => {
          const transition = make(news, state);
          const first = transition(state);
          const again = transition(first.state ?? state);
          expect(again.result).toEqual(first.result);
          if (again.state !== undefined) expect(again.state).toEqual(first.state ?? state);
          if (again.batch !== undefined) expect(again.batch).toEqual(first.batch);
        }),
      );
    });

    it(`${name} changes only ${changes.join(", ") || "nothing"}`, () => {
      fc.assert(
        fc.property(arbitraryState, arbitraryNews, (state, news) => {
          const frozen = structuredClone(state);
          const after = partsOf(make(news, state)(state).state ?? state);
          for (const [part, before] of Object.entries(partsOf(frozen)))
            if (!changes.some((may) => may === part)) expect(after[part], part).toEqual(before);
          expect(state).toEqual(frozen);
        }),
      );
    });

    it(`${name} writes nothing where there is no link`, () => {
      fc.assert(
        fc.property(arbitraryState, arbitraryNews, (state, news) => {
          expect(make(news, state)(undefined)).not.toHaveProperty("state");
        }),
        { numRuns: 10 },
      );
    });
  }

  for (const [name, { make }] of Object.entries<Promise_>(aboutABatch))
    it(`${name} never touches a batch that is not its own`, () => {
      fc.assert(
        fc.property(arbitraryState, arbitraryNews, (state, news) => {
          fc.pre(state.ledger.open?.sequence !== news.sequence);
          const step = make(news, state)(state);
          expect(step).not.toHaveProperty("state");
          expect(step).not.toHaveProperty("batch");
        }),
      );
    });

  it("linkSheet gives the same link when it is repeated", () => {
    fc.assert(
      fc.property(arbitraryState, arbitraryNews, (state, news) => {
        const transition = linkSheet(newLink(linkId("link-9"), news.now));
        const first = transition(state);
        expect(transition(first.state)).toEqual({ result: first.result });
        expect(first.result).toEqual(first.state);
      }),
    );
  });
});
