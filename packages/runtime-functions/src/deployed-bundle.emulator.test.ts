import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { testEmulator } from "@attendance-export/google-emulators/vitest";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { bundleFunctions } from "../scripts/bundle.ts";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";
import { topics } from "./settings.ts";

const [firestore, pubsub] = await Promise.all([testEmulator("firestore"), testEmulator("pubsub")]);
const missing = [firestore, pubsub].find(({ host }) => host === "");
const { it } = missing ?? firestore;

const PATIENCE = { timeout: 60_000, interval: 50 } as const;
const TEST_MS = 90_000;

describe("the bundle that is deployed", () => {
  let folder: string;
  let main: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "attendance-functions-"));
    main = join(folder, "index.cjs");
    await bundleFunctions(folder);
    // What Cloud Build runs in the image: `npm run gcp-build`.
    await promisify(execFile)(process.execPath, [main]);
  }, TEST_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("tells the Firebase CLI what there is to deploy, without any setting", async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        "-e",
        `console.log(JSON.stringify(Object.entries(require(${JSON.stringify(main)})).map(([n, f]) => [n, f.__endpoint.platform])))`,
      ],
      { env: { PATH: process.env.PATH } },
    );
    expect(JSON.parse(stdout)).toEqual(
      [
        "escalateFailedExport",
        "exportAttendanceData",
        "exportTenantAttendance",
        "saveNewGoogleToken",
        "startGoogleConsent",
      ].map((name) => [name, "gcfv2"]),
    );
  });

  it(
    "exports and mails with nothing but itself, compiled beforehand",
    async () => {
      const hosts = { firestore: firestore.host, pubsub: pubsub.host };
      await using cloud = await LocalCloud.open(hosts, { module: main });
      const tenant = await LocalTenant.make(cloud, "school-north", 100);
      await cloud.publishSchedule();
      const lines = () => cloud.functions.lines.filter(({ event }) => event === "run.finished");
      await expect.poll(() => lines().length, PATIENCE).toBe(1);
      expect(tenant.rows()).toHaveLength(100);
      const request = Buffer.from(JSON.stringify({ tenantId: tenant.id, trigger: "manual", slot: null }));
      await cloud.pubsub.topic(topics.deadLetters).publishMessage({
        data: request,
        attributes: { CloudPubSubDeadLetterSourceSubscription: "export-tenant-attendance-sub" },
      });
      await expect.poll(() => cloud.mails.mails.length, PATIENCE).toBe(1);
    },
    TEST_MS,
  );
});
