import { beforeEach, describe, expect, it } from "vitest";
import { ADA, AdminBench, SCHOOL } from "../../test/admin-bench.ts";
import { DAY_MS } from "../model/time.ts";
import type { SheetSink } from "../ports/sheet-sink.ts";

let bench: AdminBench;
beforeEach(async () => {
  bench = new AdminBench();
  await bench.link();
  await bench.approve("r001");
});

describe("a tenant that has nothing to export", () => {
  /** A run a day; resolves to the days on which Google was asked for anything. */
  const liveThrough = async (days: number): Promise<readonly number[]> => {
    const asked: number[] = [];
    for (let day = 0; day < days; day++) {
      const sink: SheetSink = {
        append: (grant, batch) => bench.ports.sink.append(grant, batch),
        probe: (grant, sheet) => {
          asked.push(day);
          return bench.ports.sink.probe(grant, sheet);
        },
      };
      await bench.run(SCHOOL, { sink });
      bench.clock.pass(DAY_MS);
    }
    return asked;
  };

  it("uses its grant once in thirty days, so that Google does not drop it as unused", async () => {
    await bench.run();
    const days = await liveThrough(180);
    expect(days).toHaveLength(6);
    for (const [index, day] of days.entries()) expect(day).toBe((days[0] ?? 0) + 30 * index);
    expect(bench.memory.notifier.told).toEqual([]);
  });

  it("hears of a sheet that has become unreachable before there is anything to export", async () => {
    await bench.run();
    bench.google.withdraw(ADA);
    await liveThrough(31);
    expect(bench.memory.notifier.told[0]?.notice.kind).toBe("link-failed");
    expect(bench.state().link.status).toBe("error");
  });
});
