import { testEmulator } from "@attendance-export/google-emulators/vitest";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { AuthDesk, call } from "../test/admin-browser.ts";
import { hostileCall } from "../test/hostile-calls.ts";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";
import { secretsInLog } from "../test/log-secrets.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_310);
const TEST_MS = 60_000 + RUNS * 100;

const [firestore, pubsub, auth] = await Promise.all([
  testEmulator("firestore"),
  testEmulator("pubsub"),
  testEmulator("auth"),
]);
const missing = [firestore, pubsub, auth].find(({ host }) => host === "");
const { it } = missing ?? firestore;

/** firebase-functions reads data by recursion before we see it, and answers 500 where the stack ends. */
const isDeep = (body: unknown): boolean => typeof body === "string" && body.includes("[".repeat(1_000));

/** How firebase-functions puts a refusal, and what it answers to what is no call at all. */
const REFUSALS = [400, 401, 403, 404, 409, 413, 415, 499];

describe("hostile calls", () => {
  let cloud: LocalCloud;
  let tenant: LocalTenant;
  let admin: string;
  /** An admin of an organisation that has no link yet. */
  let other: string;
  let tokens: readonly string[];
  beforeAll(async () => {
    if (missing !== undefined) return;
    cloud = await LocalCloud.open({ firestore: firestore.host, pubsub: pubsub.host, auth: auth.host });
    tenant = await LocalTenant.make(cloud, "school-north", 1);
    const desk = new AuthDesk(auth.host, cloud.projectId);
    admin = await desk.signIn("ada", { tenantId: tenant.id, role: "admin" });
    other = await desk.signIn("zoe", { tenantId: "school-north-10", role: "admin" });
    tokens = [
      admin,
      other,
      await desk.signIn("bob", { tenantId: tenant.id, role: "staff" }),
      desk.forge({ tenantId: tenant.id, role: "admin" }),
    ];
  }, TEST_MS);
  afterAll(() => cloud?.[Symbol.asyncDispose](), TEST_MS);

  const standing = async () => {
    const integrations = await cloud.firestore.collection(`tenants/${tenant.id}/integrations`).get();
    const secrets = await cloud.firestore.collectionGroup("private").get();
    return [...integrations.docs, ...secrets.docs].map((document) => [document.ref.path, document.data()]);
  };

  it(
    `${RUNS} of them (seed ${SEED}) are answered, change nothing and learn nothing`,
    async () => {
      const before = await standing();
      const ends = new Map<string, number>();
      const functions = fc.constantFrom("saveNewGoogleToken", "startGoogleConsent");
      await fc.assert(
        fc.asyncProperty(functions, hostileCall(tokens), async (name, { method, headers, body }) => {
          const url = cloud.functions.urls[name] ?? "";
          const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
          const text = await response.text();
          const end = `${name} ${response.status}`;
          ends.set(end, (ends.get(end) ?? 0) + 1);
          // Only an admin may begin a consent, and begins one whatever else is sent; a browser may ask beforehand.
          const isAdmin = [admin, other].some((token) => headers.authorization === `Bearer ${token}`);
          const mayPass = name === "startGoogleConsent" && isAdmin;
          const asksBefore = method === "OPTIONS" && response.status === 204;
          const isTooDeep = isDeep(body) && response.status === 500;
          if (!asksBefore && !isTooDeep && !(mayPass && response.status === 200))
            expect(REFUSALS).toContain(response.status);
          expect(text).not.toMatch(/\bat [\w.<>]+ \(|node_modules|\.ts:\d|credential-/);
          expect(text).not.toContain(cloud.sheets.accounts.client.clientSecret);
        }),
        { numRuns: RUNS, seed: SEED },
      );
      expect(await standing()).toEqual(before);
      expect(secretsInLog(cloud)).toEqual([]);
      expect([...ends.keys()].length, "hardly anything was tried").toBeGreaterThan(5);
      if (process.env.FUZZ_RUNS !== undefined) console.info(Object.fromEntries(ends));
    },
    TEST_MS,
  );

  it("leave the functions as able as they were", async () => {
    const { result } = await call(cloud.functions.urls.startGoogleConsent ?? "", {}, admin);
    expect(String(result?.url)).toContain("code_challenge");
  });
});
