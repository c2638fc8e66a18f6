import { describe, expect, it } from "vitest";
import { MemoryClock } from "./memory-clock.ts";

describe("MemoryClock", () => {
  it("stands still until it is moved", async () => {
    const clock = new MemoryClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  it("wakes nobody before the time", async () => {
    const clock = new MemoryClock(0);
    let woken = false;
    const sleep = clock.sleep(100).then(() => {
      woken = true;
    });
    await clock.advance(99);
    expect([woken, clock.sleeping]).toEqual([false, 1]);
    await clock.advance(1);
    expect([woken, clock.sleeping]).toEqual([true, 0]);
    await sleep;
  });

  it("wakes each sleeper at its own moment, earliest first", async () => {
    const clock = new MemoryClock(0);
    const wakings: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      wakings.push(`${name} ${clock.now()}`);
    };
    const all = Promise.all([sleeper("c", 300), sleeper("a", 100), sleeper("b", 200), sleeper("b2", 200)]);
    await clock.advance(1_000);
    await all;
    expect(wakings).toEqual(["a 100", "b 200", "b2 200", "c 300"]);
    expect(clock.now()).toBe(1_000);
  });

  it("lets a sleeper go to sleep again on the way", async () => {
    const clock = new MemoryClock(0);
    const ticks: number[] = [];
    const ticker = (async () => {
      for (let tick = 0; tick < 5; tick += 1) {
        await clock.sleep(10);
        ticks.push(clock.now());
      }
    })();
    await clock.advance(45);
    expect(ticks).toEqual([10, 20, 30, 40]);
    await clock.advance(5);
    await ticker;
    expect(ticks).toEqual([10, 20, 30, 40, 50]);
  });

  it("wakes whom a call made just before puts to sleep", async () => {
    const clock = new MemoryClock(0);
    const later = (async () => {
      await Promise.resolve();
      await Promise.resolve();
      await clock.sleep(10);
      return clock.now();
    })();
    await clock.advance(10);
    expect(await later).toBe(10);
  });
});
