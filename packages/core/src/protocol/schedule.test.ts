import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FailureCode, failureKind, failureTable } from "../failures/failure-table.ts";
import { MemoryTimetable } from "../memory/memory-timetable.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import { defaultPolling, type Polling } from "../model/polling.ts";
import { DAY_MS, timeZone } from "../model/time.ts";
import {
  nextSlot,
  defaultSchedulePolicy as policy,
  type RunVerdict,
  reschedule,
  slotOffsetMs,
} from "./schedule.ts";

const NOW = Date.UTC(2024, 2, 8, 6);
const MINUTE = 60_000;
const SLOT = NOW + 60 * MINUTE;
const polling = (wanted: Partial<Polling> = {}): Polling => ({ ...defaultPolling(NOW), ...wanted });

const verdictOf = (failure: FailureCode | undefined, wanted: Partial<RunVerdict> = {}): RunVerdict => ({
  now: NOW,
  failure,
  notBefore: null,
  unfinished: false,
  exported: 0,
  inError: false,
  nextSlot: SLOT,
  chance: 0.5,
  ...wanted,
});

/** The polling after these runs, one after the other, and whether the last one was one too many. */
const runAll = (failures: readonly (FailureCode | undefined)[], start = polling()) => {
  let last = { polling: start, spent: false };
  for (const failure of failures) {
    expect(last.spent, "nothing runs as before after a dead letter").toBe(false);
    last = reschedule(last.polling, verdictOf(failure), policy);
  }
  return last;
};

const OWN = "edit-denied";
const PROVIDERS = (Object.keys(failureTable) as FailureCode[]).filter((code) =>
  ["provider", "operator"].includes(failureKind(code).blame),
);

describe("after a good run", () => {
  it("the link is due at its next slot, and every count begins anew", () => {
    const troubled = polling({ retryCount: 2, ownFailures: 2, suspendedAt: NOW - DAY_MS });
    expect(reschedule(troubled, verdictOf(undefined), policy)).toEqual({
      polling: polling({ nextPollAt: SLOT }),
      spent: false,
    });
  });

  it("a backlog that is left over is gone on with at once, unless the admin switched the schedule off", () => {
    const unfinished = verdictOf(undefined, { unfinished: true, exported: 5 });
    expect(reschedule(polling(), unfinished, policy).polling.nextPollAt).toBe(NOW);
    const off = reschedule(polling({ enabled: false }), { ...unfinished, nextSlot: null }, policy);
    expect(off.polling.nextPollAt).toBeNull();
  });

  it("one that had time for nothing proves nothing: no count begins anew, and what rests goes on resting", () => {
    const nothing = verdictOf(undefined, { unfinished: true });
    const troubled = polling({ retryCount: 1, ownFailures: 2 });
    expect(reschedule(troubled, nothing, policy).polling).toEqual({ ...troubled, nextPollAt: NOW });
    const resting = polling({ ownFailures: 3, suspendedAt: NOW - 5 });
    expect(reschedule(resting, nothing, policy).polling).toEqual({ ...resting, nextPollAt: NOW + DAY_MS });
    const off = { ...troubled, enabled: false };
    expect(reschedule(off, nothing, policy).polling.nextPollAt).toBeNull();
  });
});

describe("after a failed run", () => {
  const waits = (failures: readonly FailureCode[], chance: number, slot = NOW + DAY_MS): number => {
    let current = polling();
    for (const failure of failures)
      current = reschedule(current, verdictOf(failure, { nextSlot: slot, chance }), policy).polling;
    return ((current.nextPollAt ?? Number.NaN) - NOW) / MINUTE;
  };

  it("attempt 2 comes after about 5 minutes and attempt 3 after about 15", () => {
    expect([waits([OWN], 0.5), waits([OWN, OWN], 0.5)]).toEqual([5, 15]);
    expect([waits([OWN], 0), waits([OWN], 1)]).toEqual([4, 6]);
    expect([waits([OWN, OWN], 0), waits([OWN, OWN], 1)]).toEqual([12, 18]);
  });

  it("a slot that comes first is not waited past", () => {
    expect(waits([OWN], 0.5, NOW + 2 * MINUTE)).toBe(2);
  });

  it("nobody is sent before a silent request is over, not by a slot either", () => {
    const silent = verdictOf("no-answer", { notBefore: NOW + 8 * MINUTE, nextSlot: NOW + MINUTE });
    expect(reschedule(polling(), silent, policy).polling.nextPollAt).toBe(NOW + 8 * MINUTE);
    const last = reschedule(polling({ retryCount: 2 }), silent, policy);
    expect(last.polling.nextPollAt).toBe(NOW + 8 * MINUTE);
  });

  it("the third failure of the link itself is the last one: its schedule rests, with one look a day", () => {
    const { polling: rests, spent } = runAll([OWN, OWN, OWN]);
    expect(spent).toBe(true);
    expect(rests).toMatchObject({ suspendedAt: NOW, ownFailures: 3, nextPollAt: NOW + DAY_MS });
    expect(reschedule(rests, verdictOf(OWN), policy)).toEqual({ polling: rests, spent: false });
  });

  it("failures of the link's records count like its own", () => {
    expect(runAll(["content-refused", "too-large", "content-refused"]).spent).toBe(true);
  });

  it("the admin's own number of attempts counts", () => {
    expect(runAll([OWN], polling({ maxRetries: 1 })).spent).toBe(true);
    expect(runAll([OWN, OWN, OWN, OWN], polling({ maxRetries: 5 })).spent).toBe(false);
    expect(runAll([OWN, OWN, OWN, OWN, OWN], polling({ maxRetries: 5 })).spent).toBe(true);
  });

  it.each(PROVIDERS)("%s never costs a link its schedule, however often it is met", (code) => {
    const { polling: still } = runAll(Array.from({ length: 50 }, () => code));
    expect(still).toMatchObject({ suspendedAt: null, ownFailures: 0 });
    expect(still.nextPollAt).toBeLessThanOrEqual(SLOT);
  });

  it("an outage between two failures of the link is neither counted nor forgiven", () => {
    expect(runAll(["rate-limited", "rate-limited", OWN]).spent).toBe(false);
    expect(runAll([OWN, "provider-error", OWN, "circuit-open"]).spent).toBe(false);
    expect(runAll([OWN, "provider-error", OWN, "circuit-open", OWN]).spent).toBe(true);
  });

  it("an outage is waited out at the normal frequency once two attempts more have failed", () => {
    const { polling: waiting } = runAll(["provider-error", "provider-error", "provider-error"]);
    expect(waiting).toMatchObject({ retryCount: 0, nextPollAt: SLOT });
  });

  it("a link that never has another slot is not due after its attempts, which begin anew", () => {
    const never = verdictOf("provider-error", { nextSlot: null });
    expect(reschedule(polling({ retryCount: 2, ownFailures: 1 }), never, policy)).toEqual({
      polling: polling({ retryCount: 0, ownFailures: 1, nextPollAt: null }),
      spent: false,
    });
  });

  it("the last of the waits serves for all later attempts", () => {
    const patient = polling({ retryCount: 5, maxRetries: 9 });
    const growing = { ...policy, retryAfterMs: [MINUTE, 2 * MINUTE, 3 * MINUTE] };
    expect(reschedule(patient, verdictOf(OWN), growing).polling.nextPollAt).toBe(NOW + 3 * MINUTE);
  });

  it("an outage costs a weekly link no week: after its attempts it is tried every hour", () => {
    let current = polling();
    const waits: number[] = [];
    for (let run = 0; run < 6; run++) {
      const outage = verdictOf("provider-error", { nextSlot: NOW + 7 * DAY_MS });
      current = reschedule(current, outage, policy).polling;
      waits.push(((current.nextPollAt ?? 0) - NOW) / MINUTE);
    }
    expect(waits).toEqual([5, 15, 60, 60, 60, 60]);
  });

  it("a link in error is looked at every hour, whatever its schedule", () => {
    const inError = verdictOf("access-revoked", { inError: true, nextSlot: NOW + 7 * DAY_MS });
    expect(reschedule(polling(), inError, policy).polling.nextPollAt).toBe(NOW + 60 * MINUTE);
  });

  it("a link that its admin switched off is not retried", () => {
    for (const wanted of [{}, { suspendedAt: NOW - 1 }, { ownFailures: 2, retryCount: 2 }])
      for (const inError of [true, false]) {
        const off = polling({ enabled: false, nextPollAt: null, ...wanted });
        const verdict = verdictOf(OWN, { inError, nextSlot: null });
        expect(reschedule(off, verdict, policy).polling.nextPollAt).toBeNull();
      }
  });
});

describe("a slot", () => {
  const link = (wanted: Partial<Polling> = {}, grantExpiresAt: number | null = null) => ({
    polling: polling(wanted),
    timeZone: timeZone("UTC"),
    grantExpiresAt,
  });
  const timetable = new MemoryTimetable();

  it("is spread by the tenant's own place in the crowd, always the same", () => {
    const ids = new SeededIds("spread");
    const offsets = Array.from({ length: 2_000 }, (_, index) =>
      slotOffsetMs(ids, `tenant-${index}`, 600_000),
    );
    expect(offsets).toEqual(
      offsets.map((_, index) => slotOffsetMs(new SeededIds(1), `tenant-${index}`, 600_000)),
    );
    const perMinute = Array.from({ length: 10 }, (_, minute) =>
      offsets.filter((offset) => Math.floor(offset / MINUTE) === minute),
    );
    for (const { length } of perMinute) expect(Math.abs(length - 200)).toBeLessThan(60);
    expect(slotOffsetMs(ids, "tenant-1", 0)).toBe(0);
  });

  it("stays where it is for ever: the place is made of the digest alone", () => {
    const ids = {
      fresh: () => "",
      between: () => 0,
      digest: () => "Attendance-export_0123456789_abcdefghijklmno",
    };
    expect(slotOffsetMs(ids, "tenant-1", 600_000)).toBe(430_160);
  });

  it("is none where the timetable never fires", () => {
    const never = { ...timetable, next: () => undefined };
    expect(nextSlot(never, link(), NOW, 5)).toBeNull();
    expect(nextSlot(never, link({}, NOW + 3 * DAY_MS), NOW, 5)).toBe(NOW + DAY_MS);
  });

  it("is always after the moment that is asked about, and never skipped for the spread", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 599_999 }), (now, offset) => {
        const slot = nextSlot(timetable, link({ frequency: "15min" }), now, offset) ?? 0;
        expect(slot).toBeGreaterThan(now);
        expect(slot - now).toBeLessThanOrEqual(15 * MINUTE);
        expect((slot - offset) % (15 * MINUTE)).toBe(0);
      }),
    );
  });

  it("is none while the admin has the schedule switched off", () => {
    expect(nextSlot(timetable, link({ enabled: false }, NOW + 3 * DAY_MS), NOW, 0)).toBeNull();
  });

  it("comes once more in between when the grant would be dead by the next one", () => {
    const weekly = link({ frequency: "weekly" }, NOW + 3 * DAY_MS);
    const slot = nextSlot(timetable, link({ frequency: "weekly" }), NOW, 0) ?? 0;
    expect(slot - NOW).toBeGreaterThan(DAY_MS);
    expect(nextSlot(timetable, weekly, NOW, 0)).toBe(NOW + DAY_MS);
    expect(nextSlot(timetable, weekly, NOW + DAY_MS, 0)).toBe(slot);
    expect(nextSlot(timetable, link({}, NOW + 30 * DAY_MS), NOW, 0)).toBe(NOW + 60 * MINUTE);
  });
});
