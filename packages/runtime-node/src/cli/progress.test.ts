import { expect, it } from "vitest";
import { duration, Progress } from "./progress.ts";
import { Terminal } from "./terminal.ts";

const progressOn = (isTTY: boolean, total: number | undefined, columns = 100) => {
  const written: string[] = [];
  let time = 0;
  const terminal = new Terminal({ isTTY, columns, write: (text) => written.push(text) }, { NO_COLOR: "1" });
  const progress = new Progress(terminal, { label: "school", unit: "rows", total, now: () => time });
  return { progress, written, pass: (ms: number) => (time += ms) };
};

it("writes one plain line a step where nobody looks on", () => {
  const { progress, written, pass } = progressOn(false, 10_000);
  pass(2_000);
  progress.update(5_000, "batch 1");
  pass(2_000);
  progress.update(10_000, "batch 2");
  progress.finish();
  expect(written).toEqual([
    "school: batch 1, 5,000 of 10,000 rows, 2,500/s, 2.0 s left\n",
    "school: batch 2, 10,000 of 10,000 rows, 2,500/s, 0.0 s left\n",
  ]);
});

it("draws a bar over itself on a terminal, and takes it away at the end", () => {
  const { progress, written, pass } = progressOn(true, 10_000);
  pass(1_000);
  progress.update(5_000);
  progress.finish();
  expect(written).toEqual([
    `\r\u001b[Kschool ${"█".repeat(12)}${"░".repeat(12)} 5,000 of 10,000 rows, 5,000/s, 1.0 s left`,
    "\r\u001b[K",
  ]);
});

it("redraws ten times a second at most", () => {
  const { progress, written, pass } = progressOn(true, 100);
  for (let done = 1; done <= 100; done += 1) {
    pass(10);
    progress.update(done);
  }
  expect(written.length).toBeLessThan(12);
});

it("never draws a line that would wrap", () => {
  const { progress, written, pass } = progressOn(true, 10_000, 40);
  pass(1_000);
  progress.update(5_000);
  expect(written[0]?.replace("\r\u001b[K", "")).toHaveLength(39);
});

it("writes plain lines without a step once a second at most, and none for what is over in a moment", () => {
  const { progress, written, pass } = progressOn(false, 10_000);
  for (let done = 1_000; done <= 10_000; done += 1_000) {
    pass(250);
    progress.update(done);
  }
  expect(written).toEqual([
    "school: 4,000 of 10,000 rows, 4,000/s, 1.5 s left\n",
    "school: 8,000 of 10,000 rows, 4,000/s, 0.5 s left\n",
  ]);
});

it("promises no end that it does not know", () => {
  const { progress, written, pass } = progressOn(false, undefined);
  pass(1_000);
  progress.update(5_000);
  expect(written).toEqual(["school: 5,000 rows, 5,000/s\n"]);
});

it.each([
  [0.25, "0.3 s"],
  [42.4, "42 s"],
  [185, "3 min 05 s"],
  [4_000, "66 min 40 s"],
])("writes %d seconds as %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
