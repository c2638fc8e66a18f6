import { describe, expect, it } from "vitest";
import { OneAtATime } from "./one-at-a-time.ts";

/** A call that ends when it is told to. */
const held = <Result>(result: Result) => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = false;
  const call = async (): Promise<Result> => {
    begun = true;
    await gate;
    return result;
  };
  return { call, release: () => release(), hasBegun: () => begun };
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe("one call at a time", () => {
  it("lets the next one through when the one before has ended", async () => {
    const line = new OneAtATime();
    const [first, second] = [held("first"), held("second")];
    const ends = [line.run("sheet", first.call), line.run("sheet", second.call)];
    await settle();
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, false]);
    first.release();
    await settle();
    expect(second.hasBegun()).toBe(true);
    second.release();
    expect(await Promise.all(ends)).toEqual(["first", "second"]);
  });

  it("keeps who comes while the second one runs waiting for that one", async () => {
    const line = new OneAtATime();
    const [first, second, third] = [held(1), held(2), held(3)];
    const ends = [line.run("sheet", first.call), line.run("sheet", second.call)];
    first.release();
    await settle();
    ends.push(line.run("sheet", third.call));
    await settle();
    expect([second.hasBegun(), third.hasBegun()]).toEqual([true, false]);
    second.release();
    third.release();
    expect(await Promise.all(ends)).toEqual([1, 2, 3]);
  });

  it("keeps no spreadsheet waiting for another", async () => {
    const line = new OneAtATime();
    const [first, second] = [held(1), held(2)];
    const ends = [line.run("sheet-1", first.call), line.run("sheet-10", second.call)];
    await settle();
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, true]);
    first.release();
    second.release();
    await Promise.all(ends);
  });

  it("goes on after a call that failed, and gives the failure to who asked", async () => {
    const line = new OneAtATime();
    const failing = line.run("sheet", async () => {
      throw new Error("mine");
    });
    const next = line.run("sheet", async () => "next");
    await expect(failing).rejects.toThrow("mine");
    expect(await next).toBe("next");
  });

  it("takes a hundred, and turns away what comes then", async () => {
    const line = new OneAtATime();
    const first = held(0);
    const ends = [line.run("sheet", first.call)];
    for (let call = 1; call < 100; call++) ends.push(line.run("sheet", async () => call));
    await expect(line.run("sheet", async () => 100)).rejects.toMatchObject({
      code: "out-of-time",
      message: "100 calls wait for one spreadsheet already",
    });
    first.release();
    expect((await Promise.all(ends)).length).toBe(100);
    expect(await line.run("sheet", async () => "room again")).toBe("room again");
  });
});
