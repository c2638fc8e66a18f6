import { beforeEach, describe, expect, it } from "vitest";
import { AdminBench, SCHOOL } from "../../test/admin-bench.ts";
import { letterOf } from "../contract/export-queue-contract.ts";
import { runId, tenantId } from "../model/ids.ts";
import { InvalidInput } from "../model/invalid-input.ts";
import { EscalateDeadLetter } from "./escalate-dead-letter.ts";
import { ReadSyncHistory } from "./read-sync-history.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
});

const letter = letterOf("letter-1", { tenantId: SCHOOL });

describe("a dead letter", () => {
  const escalate = () => new EscalateDeadLetter(bench.memory);

  it("reaches the operators with the link as it is now", async () => {
    await escalate().execute(letter);
    expect(bench.memory.alerts.raised).toEqual([{ letter, link: bench.state().link }]);
  });

  it("reaches them too where the tenant has no link any more", async () => {
    const orphaned = { ...letter, tenantId: tenantId("gone") };
    await escalate().execute(orphaned);
    expect(bench.memory.alerts.raised).toEqual([{ letter: orphaned, link: undefined }]);
  });

  it("is not swallowed while nobody can be told", async () => {
    bench.memory.alerts.trouble = "notice-undelivered";
    await expect(escalate().execute(letter)).rejects.toMatchObject({ code: "notice-undelivered" });
  });
});

describe("the history", () => {
  const history = () => new ReadSyncHistory(bench.memory);

  it("shows the twenty newest runs, newest first, unless it is asked for another number", async () => {
    for (let index = 0; index < 25; index++) {
      bench.clock.pass(60_000);
      await bench.run();
    }
    const shown = await history().execute(SCHOOL);
    expect(shown.length).toBe(20);
    const starts = shown.map(({ startedAt }) => startedAt);
    expect(starts).toEqual(starts.toSorted((left, right) => right - left));
    expect(starts[0]).toBe(bench.clock.now());
    expect((await history().execute(SCHOOL, { limit: 3 })).length).toBe(3);
    expect((await history().execute(SCHOOL, { limit: 100 })).length).toBe(25);
  });

  it("finds one run, and no other tenant's", async () => {
    const report = await bench.run();
    const id = report?.runId ?? runId("none");
    expect(await history().find(SCHOOL, id)).toMatchObject({ runId: id, status: "completed" });
    expect(await history().find(tenantId("school-10"), id)).toBeUndefined();
  });

  it("shows as few as one and as many as ten thousand", async () => {
    await bench.run();
    for (const limit of [1, 10_000]) expect(await history().execute(SCHOOL, { limit })).toHaveLength(1);
  });

  it.each([0, -1, 1.5, 10_001, Number.NaN])("refuses to show %d runs", async (limit) => {
    await expect(history().execute(SCHOOL, { limit })).rejects.toThrow(InvalidInput);
    await expect(history().execute(SCHOOL, { limit })).rejects.toThrow(
      `limit: ${limit} is not a whole number from 1 to 10000`,
    );
  });
});
