import assert from "node:assert/strict";
import { defaultExportPolicy, type RunReport } from "@attendance-export/core";
import type { Trouble } from "@attendance-export/core/contract";
import fc from "fast-check";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { GuardedExport } from "../test/guarded-export.ts";
import { guardedRun } from "../test/guarded-run.ts";
import { seededIds } from "../test/seeded-ids.ts";
import { outcomeOf } from "../test/virtual-time.ts";

const endingOf = async (run: Promise<RunReport>): Promise<string> => {
  const outcome = await outcomeOf(run);
  assert.equal(outcome.status, "fulfilled", "a run tells how it ended");
  return outcome.value.status === "ran" ? outcome.value.ending.status : outcome.value.status;
};

/** Troubles that pass; which one, and how many requests are served before it. */
const passing: fc.Arbitrary<readonly [Trouble, number]> = fc.tuple(
  fc.constantFrom<Trouble>(
    "unreachable",
    "dropped",
    "answer-lost",
    "late",
    "error-before",
    "error-after",
    "html-error-after",
    "rate-limited",
    "rate-limited-with-wait",
    "access-denied",
  ),
  fc.nat(3),
);

describe("an export whose ports are all guarded", () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 8, 21) }));
  afterEach(() => vi.useRealTimers());

  it("costs one append a batch and nothing else where nothing fails", async () => {
    const scene = await GuardedExport.open(5, 5);
    assert.equal(await endingOf(scene.run(guardedRun())), "drained");
    assert.deepEqual(await scene.onSheet(), scene.ids);
    assert.equal(scene.appends, 1);
  });

  it.each(["error-before", "error-after", "html-error-after"] as const)(
    "repeats an append after %s, in the same run, and is done",
    async (trouble) => {
      const scene = await GuardedExport.open(5, 5);
      await scene.world.lever.next(trouble);
      assert.equal(await endingOf(scene.run(guardedRun())), "drained");
      assert.deepEqual(await scene.onSheet(), scene.ids);
      assert.equal(scene.appends, 2);
    },
  );

  it("reads the receipt after a lost answer and appends nothing again", async () => {
    const scene = await GuardedExport.open(5, 5);
    await scene.world.lever.next("answer-lost");
    assert.equal(await endingOf(scene.run(guardedRun())), "drained");
    assert.deepEqual(await scene.onSheet(), scene.ids);
    assert.equal(scene.appends, 1);
  });

  it("leaves a silent request its time before any run sends the batch again", async () => {
    const scene = await GuardedExport.open(5, 5);
    await scene.world.lever.next("late");
    assert.equal(await endingOf(scene.run(guardedRun())), "deferred");
    assert.equal(await endingOf(scene.run(guardedRun())), "deferred");
    assert.equal(scene.appends, 1);
    await scene.world.lever.land();
    vi.setSystemTime(Date.now() + defaultExportPolicy.lateMs);
    assert.equal(await endingOf(scene.run(guardedRun())), "drained");
    assert.deepEqual(await scene.onSheet(), scene.ids);
    assert.equal(scene.appends, 2);
  });

  it("closes a run that is cancelled while it waits, and the next one goes on", async () => {
    const scene = await GuardedExport.open(5, 5);
    await scene.world.lever.next("rate-limited");
    const guard = guardedRun();
    setTimeout(() => guard.cancel(), 100);
    assert.equal(await endingOf(scene.run(guard)), "failed");
    assert.deepEqual(await scene.onSheet(), []);
    // Not `busy`: the cancelled run could still give its lease back.
    assert.equal(await endingOf(scene.run(guardedRun())), "drained");
    assert.deepEqual(await scene.onSheet(), scene.ids);
  });

  it("puts each record on the sheet exactly once, wherever requests fail", async () => {
    const scenario = fc.record({ seed: fc.integer(), troubles: fc.array(passing, { maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, troubles }) => {
        vi.clearAllTimers();
        const scene = await GuardedExport.open(12, 3);
        const { lever } = scene.world;
        for (const [trouble, served] of troubles) await lever.next(trouble, served);
        for (let run = 0; run < 6; run += 1) {
          await outcomeOf(scene.run(guardedRun({ jitter: seededIds(seed + run), lastsMs: 540_000 })));
          vi.setSystemTime(Date.now() + 600_000);
        }
        await lever.calm();
        await lever.land();
        for (let run = 0; run < 2; run += 1) {
          await outcomeOf(scene.run(guardedRun()));
          vi.setSystemTime(Date.now() + 600_000);
        }
        assert.equal(await endingOf(scene.run(guardedRun())), "drained");
        assert.deepEqual([...(await scene.onSheet())].toSorted(), scene.ids);
      }),
      { numRuns: 200, seed: 20_260_921 },
    );
  });
});
