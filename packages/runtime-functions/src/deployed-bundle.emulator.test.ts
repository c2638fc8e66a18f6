import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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

/** What the Firebase CLI starts to learn what a folder deploys. */
const discovery = fileURLToPath(
  new URL("../node_modules/firebase-functions/lib/bin/firebase-functions.js", import.meta.url),
);

interface Manifest {
  readonly endpoints: Readonly<Record<string, object>>;
  readonly params: readonly { readonly name: string; readonly type: string }[];
}

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

  it("tells the Firebase CLI what there is to deploy and to set, without any setting", async () => {
    const manifest = join(folder, "manifest.json");
    const env = { PATH: process.env.PATH, FUNCTIONS_MANIFEST_OUTPUT_PATH: manifest };
    await promisify(execFile)(process.execPath, [discovery, folder], { env, cwd: folder });
    const { endpoints, params } = JSON.parse(await readFile(manifest, "utf8")) as Manifest;
    expect(Object.keys(endpoints).sort()).toEqual([
      "api",
      "escalateFailedExport",
      "exportAttendanceData",
      "exportTenantAttendance",
      "saveNewGoogleToken",
      "startGoogleConsent",
    ]);
    expect(params.map(({ name }) => name).sort()).toEqual([
      "ATTENDANCE_EXPORT_ALERTS_FROM",
      "ATTENDANCE_EXPORT_ALERTS_TO",
      "ATTENDANCE_EXPORT_DASHBOARD_ORIGIN",
      "ATTENDANCE_EXPORT_ENFORCE_APP_CHECK",
      "ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID",
      "ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET",
      "ATTENDANCE_EXPORT_GOOGLE_REDIRECT_URL",
      "ATTENDANCE_EXPORT_KEY_RING",
      "ATTENDANCE_EXPORT_REGION",
      "ATTENDANCE_EXPORT_SMTP_URL",
    ]);
    // What deploy.sh writes down for the CLI is what the CLI would otherwise ask for.
    const script = await readFile(new URL("../../../deploy/deploy.sh", import.meta.url), "utf8");
    for (const { name, type } of params)
      expect(script, name).toContain(type === "secret" ? ` ${name} ` : `\n${name}="`);
  });

  it(
    "exports and mails with nothing but itself, compiled beforehand",
    async () => {
      const hosts = { firestore: firestore.host, pubsub: pubsub.host };
      await using cloud = await LocalCloud.open(hosts, { module: main });
      const tenant = await LocalTenant.make(cloud, "school-north", 100);
      // What only the API needs is loaded at its first request.
      expect((await fetch(new URL("/api/sync", cloud.functions.urls.api))).status).toBe(401);
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
