import { describe, expect, it } from "vitest";
import { eventually, linkedTenants, type Served } from "../../test/served.ts";

const RECORDS = 3_000;
const BATCH_UPDATE = { method: "spreadsheets.batchUpdate" } as const;
const once = {
  rows: RECORDS,
  expected: RECORDS,
  missing: 0,
  duplicates: 0,
  unknown: 0,
  altered: 0,
  backlog: 0,
};

/** Asks until nothing is left: a request that was not answered is not sent again before its time. */
const drain = async (served: Served, tenant = "school"): Promise<void> => {
  await eventually("a run that leaves nothing", async () => {
    await served.sync(tenant);
    const [newest] = await served.runs(tenant);
    return newest?.status === "completed";
  });
};

type World = Awaited<ReturnType<typeof linkedTenants>>;

/** How `serve` dies in each phase of a batch; resolves once it is dead. */
const deaths: Readonly<Record<string, (world: World) => Promise<void>>> = {
  "planned, before anything was sent": async ({ emulator, serve }) => {
    emulator.faults.arm({ do: "refuse", answer: "silence" }, { on: { service: "oauth", access: "any" } });
    const { child } = serve();
    await eventually("the request for a token", () => emulator.calls.count({ outcome: "dropped" }) > 0);
    child.kill("SIGKILL");
    expect((await child.result()).signal).toBe("SIGKILL");
  },
  "sent, and Google did nothing": async ({ emulator, serve }) => {
    emulator.faults.arm({ do: "refuse", answer: "silence" }, { on: BATCH_UPDATE, after: 1 });
    const { child } = serve();
    await eventually("the silence", () => emulator.calls.count({ ...BATCH_UPDATE, outcome: "dropped" }) > 0);
    child.kill("SIGKILL");
    expect((await child.result()).signal).toBe("SIGKILL");
  },
  "sent, and on the sheet": async ({ emulator, serve }) => {
    emulator.faults.arm({ do: "commit", answer: "silence" }, { on: BATCH_UPDATE, after: 1 });
    const { child } = serve();
    await eventually("the silence", () => emulator.calls.count({ ...BATCH_UPDATE, outcome: "dropped" }) > 0);
    child.kill("SIGKILL");
    expect((await child.result()).signal).toBe("SIGKILL");
  },
  "applied, before a record was marked": async ({ serveUntil }) => {
    expect((await serveUntil("UPDATE record SET exported_at", 0).child.result()).signal).toBe("SIGKILL");
  },
  "marking, in the middle of the second batch": async ({ serveUntil }) => {
    expect((await serveUntil("UPDATE record SET exported_at", 1_500).child.result()).signal).toBe("SIGKILL");
  },
  "marked, before the batch was closed": async ({ serveUntil }) => {
    expect((await serveUntil("INTO closed_batch", 1).child.result()).signal).toBe("SIGKILL");
  },
  "drained, before the history was told": async ({ serveUntil }) => {
    // The row's beginning is another statement; its end is the first call of this one.
    expect((await serveUntil("DO UPDATE SET started_at", 0).child.result()).signal).toBe("SIGKILL");
  },
};

describe("serve, killed", () => {
  it.each(Object.keys(deaths))("%s, loses and repeats nothing and leaves no ghost", async (phase) => {
    const world = await linkedTenants(["school"], RECORDS);
    await deaths[phase]?.(world);
    world.emulator.faults.clear();
    const again = world.serve();
    await again.child.says("Runs of a process that died are taken up.");
    await eventually("the abandoned run", async () => (await again.runs("school")).length >= 2);
    await drain(again);
    const runs = await again.runs("school");
    expect(runs.filter(({ status }) => status === "running")).toEqual([]);
    expect(runs.at(-1)).toMatchObject({ status: "failed", error_code: "run-abandoned" });
    expect(await world.verified()).toMatchObject([once]);
    again.child.kill("SIGTERM");
    expect((await again.child.result()).code).toBe(0);
  });
});

it("loses no request that waited in its memory: the next process asks at once", async () => {
  const tenants = ["first", "second", "third"];
  const { emulator, serve, verified } = await linkedTenants(tenants, 10);
  emulator.faults.arm({ do: "refuse", answer: "silence" }, { on: BATCH_UPDATE });
  const one = ["--concurrency", "1"];
  const { child } = serve(one);
  // The first one is at work, and the others are claimed and wait behind it.
  await child.says('"Due links were asked for."');
  await eventually("the silence", () => emulator.calls.count({ ...BATCH_UPDATE, outcome: "dropped" }) > 0);
  child.kill("SIGKILL");
  expect((await child.result()).signal).toBe("SIGKILL");
  emulator.faults.clear();
  const again = serve(one);
  await again.child.says('"requests":2');
  for (const tenant of ["second", "third"])
    await eventually(
      `the run of ${tenant}`,
      async () => (await again.runs(tenant))[0]?.status === "completed",
    );
  await drain(again, "first");
  expect(await verified()).toMatchObject(
    tenants.map(() => ({ rows: 10, missing: 0, duplicates: 0, backlog: 0 })),
  );
  again.child.kill("SIGTERM");
  expect((await again.child.result()).code).toBe(0);
});
