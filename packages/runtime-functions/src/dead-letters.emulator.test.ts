import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { LogLine } from "../test/functions-process.ts";
import { DELIVERIES, LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";
import { secretsInLog } from "../test/log-secrets.ts";
import { topics } from "./settings.ts";

const [firestore, pubsub] = await Promise.all([testEmulator("firestore"), testEmulator("pubsub")]);
const missing = [firestore, pubsub].find(({ host }) => host === "");
const { it } = missing ?? firestore;

const PATIENCE = { timeout: 60_000, interval: 50 } as const;
const TEST_MS = 90_000;
const WRONG_RING = '{"keys": "canary-no-key-ring"}';

describe("a function that keeps failing", () => {
  let cloud: LocalCloud;
  let tenant: LocalTenant;
  beforeAll(async () => {
    if (missing !== undefined) return;
    // An operator put a wrong secret in place: no run can begin, whatever the tenant.
    const env = { ATTENDANCE_EXPORT_KEY_RING: WRONG_RING };
    cloud = await LocalCloud.open({ firestore: firestore.host, pubsub: pubsub.host }, { env });
    tenant = await LocalTenant.make(cloud, "school-north", 10);
  }, TEST_MS);
  afterAll(() => cloud?.[Symbol.asyncDispose](), TEST_MS);

  const linesOf = (event: string): readonly LogLine[] =>
    cloud.functions.lines.filter((line) => line.event === event);

  it(
    `is tried ${DELIVERIES} times, and then the operators are told`,
    async () => {
      await cloud.publishSchedule();
      await expect.poll(() => linesOf("letter.escalated").length, PATIENCE).toBe(1);
      const failures = linesOf("function.failed");
      expect(failures.map(({ deliveryAttempt }) => deliveryAttempt)).toEqual([1, 2, 3, 4, 5]);
      for (const line of failures)
        expect(line).toMatchObject({
          severity: "ERROR",
          function: "exportTenantAttendance",
          code: "store-misconfigured",
          error: { message: expect.stringContaining("ATTENDANCE_EXPORT_KEY_RING is no key ring") },
        });
      expect(linesOf("letter.escalated")).toMatchObject([
        { severity: "ERROR", tenantId: tenant.id, code: "run-abandoned", attempts: DELIVERIES },
      ]);
      expect(cloud.mails.mails).toHaveLength(1);
      expect(cloud.mails.mails[0]).toContain(`Attendance export of ${tenant.id} failed (run-abandoned)`);
      expect(cloud.mails.mails[0]).toContain("https://console.cloud.google.com/logs/query");
    },
    TEST_MS,
  );

  it("touches no record and no row, and does not blame the tenant's link", async () => {
    expect(tenant.rows()).toEqual([]);
    expect(await tenant.marked()).toBe(0);
    expect((await tenant.state()).link).toMatchObject({ status: "active", incident: null });
  });

  it(
    "drops a message that nobody can read, with an error in the log",
    async () => {
      await cloud.pubsub.topic(topics.requests).publishMessage({ data: Buffer.from("not a request") });
      await expect.poll(() => linesOf("message.unreadable").length, PATIENCE).toBe(1);
      expect(linesOf("message.unreadable")).toMatchObject([{ severity: "ERROR", deliveryAttempt: 1 }]);
    },
    TEST_MS,
  );

  it("never logs a secret", () => {
    expect(secretsInLog(cloud)).toEqual([]);
    expect(cloud.functions.output).not.toContain("canary");
  });
});
