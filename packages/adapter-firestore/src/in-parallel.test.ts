import { describe, expect, it } from "vitest";
import { inParallel } from "./in-parallel.ts";

describe("work in parallel", () => {
  it("gives the results in the order of the items, never more than four at once", async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([5, 4, 3, 2, 1, 0, 7], async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      running -= 1;
      return turns * 2;
    });
    expect(results).toEqual([10, 8, 6, 4, 2, 0, 14]);
    expect(most).toBe(4);
    expect(await inParallel([], () => Promise.reject(new Error("nothing to do")))).toEqual([]);
  });

  it("begins nothing more after a failure, and waits for what was begun", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      if (item === 1) throw new Error("the first failure");
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      ended.push(item);
      if (item === 2) throw new Error("a later one");
    };
    await expect(inParallel([0, 1, 2, 3, 4, 5, 6, 7], work)).rejects.toThrow("the first failure");
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(ended).toEqual([0, 2, 3]);
  });
});
