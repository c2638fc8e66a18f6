import { describe, expect, it } from "vitest";
import { dies, ExportBench, TENANT } from "../../../test/export-bench.ts";
import { PortFailure } from "../../failures/port-failure.ts";
import type { DeadLetter } from "../../model/dead-letter.ts";
import { runId } from "../../model/ids.ts";
import { DAY_MS } from "../../model/time.ts";

const request = { tenantId: TENANT, trigger: "schedule" } as const;

const kinds = (bench: ExportBench): readonly string[] => bench.notifier.told.map(({ notice }) => notice.kind);

const failing = async (): Promise<ExportBench> => {
  const bench = new ExportBench();
  await bench.linked(1);
  bench.withdraw();
  return bench;
};

describe("a notice", () => {
  it("is told once an incident, however many runs fail", async () => {
    const bench = await failing();
    for (let run = 0; run < 3; run++) await bench.run();
    expect(kinds(bench)).toEqual(["link-failed"]);
    expect(bench.state.ledger.outbox).toEqual([]);
    expect(bench.state.link.incident?.notifiedAt).toBe(bench.clock.now());
  });

  it("survives a crash before it was told", async () => {
    const bench = await failing();
    bench.meter.rightBefore("notifier.tell", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    await bench.run();
    expect(kinds(bench)).toEqual(["link-failed"]);
  });

  it("is told again under the same id after a crash between telling and crossing off", async () => {
    const bench = await failing();
    bench.meter.rightAfter("notifier.tell", dies);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    bench.clock.pass(600_000);
    await bench.run();
    expect(kinds(bench)).toEqual(["link-failed", "link-failed"]);
    expect(new Set(bench.notifier.told.map(({ notice }) => notice.id)).size).toBe(1);
  });

  it("stays in the outbox while it cannot be handed over, and fails no export", async () => {
    const bench = await failing();
    bench.notifier.trouble = "notice-undelivered";
    expect((await bench.run()).ending).toMatchObject({ failure: { code: "access-revoked" } });
    expect(bench.state.ledger.outbox).toHaveLength(1);
    expect(bench.state.link.incident?.notifiedAt).toBeNull();
    bench.notifier.trouble = undefined;
    await bench.run();
    expect(kinds(bench)).toEqual(["link-failed"]);
  });

  it("that has become untrue before it could be told is told to nobody", async () => {
    const bench = await failing();
    bench.notifier.trouble = "notice-undelivered";
    await bench.run();
    bench.notifier.trouble = undefined;
    bench.restore();
    await bench.run();
    expect(kinds(bench)).toEqual([]);
    expect(bench.state.ledger.outbox).toEqual([]);
  });

  it("of a later incident is told although the end of the earlier one was told late", async () => {
    const bench = await failing();
    await bench.run();
    bench.notifier.trouble = "notice-undelivered";
    bench.restore();
    await bench.run();
    expect(bench.state.ledger.outbox.map(({ kind }) => kind)).toEqual(["link-healed"]);
    bench.clock.pass(1);
    bench.withdraw();
    await bench.approve("r002");
    // The earlier one's end is told and crossed off, then the process dies.
    bench.notifier.trouble = undefined;
    bench.meter.rightBefore("notifier.tell", dies, 1);
    await expect(bench.worker().execute(request)).rejects.toThrow("dies");
    expect(bench.state.link.incident?.notifiedAt).toBeNull();
    bench.clock.pass(600_000);
    await bench.run();
    expect(kinds(bench)).toEqual(["link-failed", "link-healed", "link-failed"]);
  });

  it("reminds after one, three and seven days, then weekly, and no more often however often runs fail", async () => {
    const bench = await failing();
    const days: number[] = [];
    for (let hour = 0; hour <= 24 * 22; hour += 6) {
      const before = bench.notifier.told.length;
      await bench.run();
      if (bench.notifier.told.length > before) days.push(hour / 24);
      bench.clock.pass(DAY_MS / 4);
    }
    expect(days).toEqual([0, 1, 3, 7, 14, 21]);
    expect(kinds(bench)).toEqual(["link-failed", ...Array.from({ length: 5 }, () => "reminder")]);
  });

  it("tells once that everything is well again", async () => {
    const bench = await failing();
    await bench.run();
    await bench.reconnect();
    for (let run = 0; run < 3; run++) await bench.run();
    expect(kinds(bench)).toEqual(["link-failed", "link-healed"]);
  });
});

describe("dead letters and notices", () => {
  const waiting = async (): Promise<ExportBench> => {
    const bench = await failing();
    const letter: DeadLetter = {
      id: "letter-1",
      tenantId: TENANT,
      runId: runId("run-1"),
      code: "content-refused",
      message: "refused",
      at: bench.clock.now(),
      exported: 0,
      attempts: 3,
    };
    const { link, ledger } = bench.state;
    bench.database.tenant(TENANT).state = { link, ledger: { ...ledger, deadLetters: [letter] } };
    return bench;
  };

  it("are both handed over", async () => {
    const bench = await waiting();
    await bench.run();
    expect(bench.queue.buried.map(({ id }) => id)).toEqual(["letter-1"]);
    expect(kinds(bench)).toEqual(["link-failed"]);
    expect(bench.state.ledger).toMatchObject({ deadLetters: [], outbox: [] });
  });

  it("do not wait for each other's taker", async () => {
    const quiet = await waiting();
    quiet.notifier.trouble = "notice-undelivered";
    await quiet.run();
    expect(quiet.queue.buried).toHaveLength(1);

    const deaf = await waiting();
    deaf.meter.rightBefore("queue.bury", () => {
      throw new PortFailure("notice-undelivered", "the queue is out");
    });
    await deaf.run();
    expect(kinds(deaf)).toEqual(["link-failed"]);
    expect(deaf.state.ledger.deadLetters).toHaveLength(1);
  });
});
