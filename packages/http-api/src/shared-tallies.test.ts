import { type Tally, tenantId } from "@attendance-export/core";
import { expect, it } from "vitest";
import { SharedTallies } from "./shared-tallies.ts";

const tenant = tenantId("a-school");

/** A clock, and a count that takes so long on it. */
const open = (tookMs: number) => {
  let now = 0;
  let counts = 0;
  const shared = new SharedTallies(() => now);
  const count = async (): Promise<Tally> => {
    now += tookMs;
    counts += 1;
    return { records: counts, approved: 0, backlog: 0, exported: 0, quarantined: 0, corrected: 0 };
  };
  const ask = async (of: string) => (await shared.tally(tenant, of, count)).records;
  const pass = (ms: number) => {
    now += ms;
  };
  return { ask, pass, shared, counted: () => counts };
};

it("counts once for all who ask, and again when something changed", async () => {
  const { ask, pass } = open(1);
  for (let listener = 0; listener < 5; listener += 1) expect(await ask("a")).toBe(1);
  pass(250);
  expect(await ask("b")).toBe(2);
  expect(await ask("b")).toBe(2);
});

it("counts after two seconds though nothing changed, for records come in from elsewhere", async () => {
  const { ask, pass } = open(1);
  await ask("a");
  pass(1_999);
  expect(await ask("a")).toBe(1);
  pass(1);
  expect(await ask("a")).toBe(2);
});

it("spends no more than a tenth of the time on a tenant that takes long, and shows the change in the end", async () => {
  const { ask, pass, counted } = open(400);
  await ask("0");
  for (let look = 1; look <= 400; look += 1) {
    pass(250);
    await ask(String(look));
  }
  // 400 looks are 100 s, of which at most 10 s were spent.
  expect(counted() - 1).toBeLessThanOrEqual(25);
  const before = counted();
  pass(4_000);
  await ask("last");
  expect(counted()).toBe(before + 1);
});

it("forgets a tenant that nobody listens to", async () => {
  const { ask, shared } = open(1);
  await ask("a");
  shared.forget(tenant);
  expect(await ask("a")).toBe(2);
});
