import { describe, expect, it } from "vitest";
import { linkState, NOW, OTHER } from "../../test/link-state.ts";
import { defaultPolling, type Polling } from "../model/polling.ts";
import { claimSlot, configurePolling } from "./polling-changes.ts";

const ASK_AGAIN = 900_000;
const withPolling = (wanted: Partial<Polling> = {}) =>
  linkState({ link: { polling: { ...defaultPolling(NOW), ...wanted } } });
const claim = (askAgainMs = ASK_AGAIN) => claimSlot({ slot: NOW, now: NOW + 7, askAgainMs, askedBy: OTHER });

describe("claiming a slot", () => {
  it("reserves it, and makes the link due again should nobody ask", () => {
    const { state, result } = claim()(withPolling());
    expect(result).toEqual({ claimed: true, retry: false });
    expect(state?.link.polling.nextPollAt).toBe(NOW + 7 + ASK_AGAIN);
    // Until the run begins, the next process can see whose request it was.
    expect(state?.ledger.askedBy).toBe(OTHER);
  });

  it("is refused to a second one, though both come at the same moment and draw the same", () => {
    const { state } = claim()(withPolling());
    expect(claim()(state)).toEqual({ result: { claimed: false, retry: false } });
  });

  it("finds its own claim when it is repeated", () => {
    const transition = claim();
    const { state } = transition(withPolling());
    expect(transition(state)).toEqual({ result: { claimed: true, retry: false } });
  });

  it("takes no other dispatcher's claim for its own when a store runs it again", () => {
    const transition = claim();
    transition(withPolling());
    const other = claim(ASK_AGAIN + 1)(withPolling()).state;
    expect(transition(other)).toEqual({ result: { claimed: false, retry: false } });
  });

  it("says that the run is a retry after a failed one", () => {
    expect(claim()(withPolling({ retryCount: 1 })).result).toEqual({ claimed: true, retry: true });
  });

  it.each([
    ["the link has moved on", { nextPollAt: NOW + 1 }],
    ["the admin switched the schedule off", { enabled: false }],
    ["nothing is due", { nextPollAt: null }],
  ])("is refused where %s", (_why, polling) => {
    expect(claim()(withPolling(polling))).toEqual({ result: { claimed: false, retry: false } });
  });

  it("is refused where the tenant has no link", () => {
    expect(claim()(undefined)).toEqual({ result: { claimed: false, retry: false } });
  });
});

describe("setting the schedule", () => {
  const SLOT = NOW + 86_400_000;
  const set = configurePolling({ frequency: "daily", maxRetries: 5 }, () => SLOT, NOW + 7);

  it("keeps what is not set, and says go: attempts begin anew", () => {
    const troubled = { retryCount: 2, ownFailures: 2, lastPolledAt: NOW - 1 };
    expect(set(withPolling(troubled)).state?.link.polling).toEqual({
      ...defaultPolling(NOW),
      lastPolledAt: NOW - 1,
      frequency: "daily",
      maxRetries: 5,
      nextPollAt: SLOT,
    });
  });

  it("makes a link that rested or is in error due at once, also when it is repeated after a lost answer", () => {
    const resting = withPolling({ suspendedAt: NOW, ownFailures: 3 });
    const inError = linkState({ link: { status: "error", errorCode: "sheet-full" } });
    for (const before of [resting, inError]) {
      const { state } = set(before);
      expect(state?.link.polling).toMatchObject({ suspendedAt: null, ownFailures: 0, nextPollAt: NOW + 7 });
      expect(set(state)).toEqual({ result: state });
    }
    const off = configurePolling({ enabled: false }, () => null, NOW + 7);
    expect(off(resting).state?.link.polling).toMatchObject({ suspendedAt: null, nextPollAt: null });
  });

  it("puts a link on its next slot, though nothing else is set anew", () => {
    const nothing = configurePolling({}, () => SLOT, NOW + 7);
    const { state } = nothing(withPolling({ nextPollAt: NOW + 5 }));
    expect(state?.link.polling.nextPollAt).toBe(SLOT);
  });

  it("asks for the slot of the schedule that is set, also where the old one was due now", () => {
    const asked: unknown[] = [];
    const daily = configurePolling(
      { frequency: "daily" },
      (link) => {
        asked.push([link.tenantId, link.polling.frequency]);
        return SLOT;
      },
      NOW + 7,
    );
    const { state } = daily(withPolling({ nextPollAt: NOW + 7 }));
    expect(asked).toEqual([["tenant-1", "daily"]]);
    expect(state?.link.polling).toMatchObject({ frequency: "daily", nextPollAt: SLOT });
  });

  it("does not bring back the schedule of a link that was taken away", () => {
    const gone = linkState({ link: { status: "unlinked" } });
    expect(set(gone)).toEqual({ result: undefined });
  });
});
