import { expect, it } from "vitest";
import { defaultPolling } from "./polling.ts";
import { noCounts } from "./sync-run.ts";

it("makes a new link due at once, then hourly, with three attempts", () => {
  expect(defaultPolling(7)).toEqual({
    enabled: true,
    frequency: "hourly",
    nextPollAt: 7,
    lastPolledAt: null,
    retryCount: 0,
    ownFailures: 0,
    maxRetries: 3,
    suspendedAt: null,
  });
});

it("counts nothing for a run that did nothing", () => {
  expect(noCounts).toEqual({ exported: 0, batches: 0, quarantined: 0 });
});
