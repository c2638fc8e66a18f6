import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import type { LogLine } from "../test/functions-process.ts";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";
import { secretsInLog } from "../test/log-secrets.ts";
import { topics } from "./settings.ts";

const firestore = await testEmulator("firestore");
const pubsub = await testEmulator("pubsub");
const isHere = firestore.host !== "" && pubsub.host !== "";
const { it } = firestore.host === "" ? firestore : pubsub;

const TENANTS = 20;
const RECORDS = 1_000;
/** Generous: this machine may have other work. */
const PATIENCE = { timeout: 90_000, interval: 25 } as const;
const TEST_MS = 120_000;

const idsOf = (tenant: LocalTenant, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${tenant.id}-${index}`).sort();

describe("the scheduled export of twenty tenants", () => {
  let cloud: LocalCloud;
  let tenants: readonly LocalTenant[];
  let publishedAt: number;
  beforeAll(async () => {
    if (!isHere) return;
    cloud = await LocalCloud.open({ firestore: firestore.host, pubsub: pubsub.host });
    const names = Array.from({ length: TENANTS }, (_, index) => `tenant-${index + 1}`);
    tenants = await Promise.all(names.map((name) => LocalTenant.make(cloud, name, RECORDS)));
    publishedAt = Date.now();
    await cloud.publishSchedule();
    await vi.waitUntil(() => exports().length === TENANTS, PATIENCE);
  }, TEST_MS);
  afterAll(() => cloud?.[Symbol.asyncDispose](), TEST_MS);

  /** Lines of runs, ended or not begun: one a delivery, of which there may be more than messages. */
  const runs = (): readonly LogLine[] =>
    cloud.functions.lines.filter(({ event }) => event === "run.finished" || event === "run.not-begun");
  const exportedBy = ({ counts }: LogLine): number =>
    (counts as { exported: number } | undefined)?.exported ?? 0;
  /** Of those the ones that the schedule asked for and that put something on a sheet. */
  const exports = (): readonly LogLine[] =>
    runs().filter((line) => line.trigger === "schedule" && exportedBy(line) > 0);
  const dispatches = (): readonly LogLine[] =>
    cloud.functions.lines.filter(({ event }) => event === "dispatch.finished");

  it("puts every record on its tenant's sheet, once, and marks it", async () => {
    for (const tenant of tenants) {
      expect([...tenant.rows()].sort(), tenant.id).toEqual(idsOf(tenant, RECORDS));
      expect(await tenant.marked(), tenant.id).toBe(RECORDS);
    }
    expect(dispatches()[0]).toMatchObject({ severity: "INFO", asked: TENANTS, failed: 0, more: false });
  });

  it("leaves one line for each run, which a metric can count and a trace can find", () => {
    const trace = `projects/${cloud.projectId}/traces/0af7651916cd43dd8448eb211c80319c`;
    for (const line of exports())
      expect(line).toMatchObject({
        severity: "INFO",
        event: "run.finished",
        outcome: "drained",
        function: "exportTenantAttendance",
        trigger: "schedule",
        counts: { exported: RECORDS, batches: 1, quarantined: 0 },
        durationMs: expect.any(Number),
        "logging.googleapis.com/trace": trace,
      });
    expect(new Set(exports().map(({ tenantId }) => tenantId)).size).toBe(TENANTS);
  });

  it("asks Google for one write a tenant, and takes a known time", () => {
    const seconds = tenants
      .map(({ sheet }) => {
        const appends = cloud.sheets.calls
          .list({ method: "spreadsheets.batchUpdate", fileId: sheet.spreadsheetId })
          .filter(({ atMs }) => atMs >= publishedAt);
        expect(appends).toHaveLength(1);
        return ((appends[0]?.atMs ?? 0) + (appends[0]?.durationMs ?? 0) - publishedAt) / 1_000;
      })
      .sort((left, right) => left - right);
    const median = seconds[seconds.length / 2]?.toFixed(1);
    const slowest = seconds.at(-1)?.toFixed(1);
    process.stdout.write(
      `${TENANTS} tenants, ${TENANTS * RECORDS} records: median ${median} s, slowest ${slowest} s from publish to last row\n`,
    );
    expect(seconds.at(-1)).toBeLessThan(90);
  });

  it(
    "changes nothing when the schedule's message comes five more times",
    async () => {
      for (let times = 0; times < 5; times += 1) await cloud.publishSchedule();
      await expect.poll(() => dispatches().length, PATIENCE).toBeGreaterThanOrEqual(6);
      for (const line of dispatches().slice(1)) expect(line).toMatchObject({ asked: 0, failed: 0 });
      expect(exports()).toHaveLength(TENANTS);
    },
    TEST_MS,
  );

  it(
    "changes nothing when one tenant's request comes five more times, all at once",
    async () => {
      const [tenant] = tenants as [LocalTenant];
      const data = Buffer.from(
        JSON.stringify({ tenantId: tenant.id, trigger: "schedule", slot: publishedAt }),
      );
      const topic = cloud.pubsub.topic(topics.requests);
      const before = runs().length;
      await Promise.all(Array.from({ length: 5 }, () => topic.publishMessage({ data })));
      await expect.poll(() => runs().length, PATIENCE).toBeGreaterThanOrEqual(before + 5);
      expect(exports()).toHaveLength(TENANTS);
      expect([...tenant.rows()].sort()).toEqual(idsOf(tenant, RECORDS));
    },
    TEST_MS,
  );

  it(
    "exports what is new once when two workers meet on one tenant",
    async () => {
      const tenant = await LocalTenant.make(cloud, "two-workers", RECORDS);
      // Nobody asks for it but this test.
      await tenant.rest();
      const own = (): readonly LogLine[] => runs().filter(({ tenantId }) => tenantId === tenant.id);
      await Promise.all(
        [0, 1].map(() => cloud.request({ tenantId: tenant.id, trigger: "manual", slot: null })),
      );
      await expect.poll(() => own().length, PATIENCE).toBeGreaterThanOrEqual(2);
      expect([...tenant.rows()].sort()).toEqual(idsOf(tenant, RECORDS));
      expect(await tenant.marked()).toBe(RECORDS);
      expect(
        own()
          .map(exportedBy)
          .filter((count) => count > 0),
      ).toEqual([RECORDS]);
    },
    TEST_MS,
  );

  it("never logs a secret", () => {
    expect(cloud.functions.lines.length).toBeGreaterThan(TENANTS);
    expect(secretsInLog(cloud)).toEqual([]);
  });
});
