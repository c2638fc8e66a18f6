import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { objectionsOf, sdkFolder } from "./deployment/gcloud-parser.ts";
import { type Call, Rehearsal } from "./deployment/rehearsal.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const PROJECT = "my-attendance-project";
const GIVEN = ["ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET", "ATTENDANCE_EXPORT_SMTP_URL"];

/** The script makes a hundred calls, and each stand-in is a process. */
const STAGED_MS = 240_000;

const flagOf = (call: Call, name: string): string | undefined =>
  call.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const callsOf = (calls: readonly Call[], ...words: readonly string[]): readonly Call[] =>
  calls.filter((call) => words.every((word) => call.includes(word)));
const gcloud = (calls: readonly Call[]): readonly Call[] => calls.filter(([program]) => program === "gcloud");

/** `account role on what`, as the script grants it. */
const grants = (calls: readonly Call[]): readonly string[] =>
  callsOf(calls, "gcloud")
    .filter((call) => call.some((arg) => arg.includes("add-iam-policy-binding")))
    .map((call) => {
      const at = call.findIndex((arg) => arg.includes("add-iam-policy-binding"));
      const member = (flagOf(call, "member") ?? "").replace(/^serviceAccount:|@.*$/g, "");
      return `${member}: ${flagOf(call, "role")} on ${call.slice(1, at).join(" ")} ${call[at + 1]}`;
    })
    .sort();

describe("a deployment", () => {
  let stage: Rehearsal;
  let first: readonly Call[];
  let second: readonly Call[];
  beforeAll(async () => {
    stage = new Rehearsal();
    for (const name of GIVEN) stage.giveSecret(name);
    expect(await stage.run()).toMatchObject({ code: 0 });
    first = stage.calls;
    expect(await stage.run()).toMatchObject({ code: 0 });
    second = stage.calls;
  }, STAGED_MS);
  afterAll(() => stage[Symbol.dispose]());

  it("says nothing to gcloud that the installed gcloud would not understand", async (context) => {
    const sdk = sdkFolder();
    if (sdk === undefined) return context.skip("no Google Cloud SDK is installed");
    const lines = [...gcloud(first), ...gcloud(second)].map(([, ...args]) => args);
    const objections = await objectionsOf(sdk, lines);
    expect(objections.filter((objection) => objection !== "")).toEqual([]);
    // The parser is not one that takes everything: seed 004's fifteen minutes are more than Pub/Sub waits.
    const wrong = [
      ["pubsub", "subscriptions", "update", "s", "--max-retry-delay=900s"],
      ["pubsub", "topics", "create", "t", "--retention=7d"],
    ];
    for (const objection of await objectionsOf(sdk, wrong)) expect(objection).not.toBe("");
  });

  it("names the project in every call", () => {
    expect(gcloud(first).filter((call) => !call.includes(`--project=${PROJECT}`))).toEqual([]);
  });

  it("makes everything the first time and nothing the second time", () => {
    expect(callsOf(first, "create").length).toBeGreaterThan(15);
    expect(gcloud(second).filter((call) => call.includes("create") || call.includes("add"))).toEqual([]);
    expect(grants(second)).toEqual(grants(first));
  });

  it("gives each function an account of its own, with what it needs and no more", () => {
    expect(grants(first)).toEqual(
      [
        `attendance-alerts: roles/datastore.viewer on projects ${PROJECT}`,
        `attendance-alerts: roles/eventarc.eventReceiver on projects ${PROJECT}`,
        "attendance-alerts: roles/run.invoker on run services escalatefailedexport",
        "attendance-alerts: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_SMTP_URL",
        `attendance-api: projects/${PROJECT}/roles/attendanceNotifier on projects ${PROJECT}`,
        "attendance-api: roles/pubsub.publisher on pubsub topics export-tenant-attendance",
        "attendance-api: roles/pubsub.publisher on pubsub topics export-tenant-attendance-dead-letter",
        `attendance-api: roles/datastore.user on projects ${PROJECT}`,
        "attendance-api: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET",
        "attendance-api: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_KEY_RING",
        "attendance-consent: roles/pubsub.publisher on pubsub topics export-tenant-attendance",
        `attendance-consent: roles/datastore.user on projects ${PROJECT}`,
        "attendance-consent: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET",
        "attendance-consent: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_KEY_RING",
        "attendance-dispatch: roles/pubsub.publisher on pubsub topics export-tenant-attendance",
        "attendance-dispatch: roles/run.invoker on run services exportattendancedata",
        `attendance-dispatch: roles/datastore.user on projects ${PROJECT}`,
        `attendance-dispatch: roles/eventarc.eventReceiver on projects ${PROJECT}`,
        `attendance-export: projects/${PROJECT}/roles/attendanceNotifier on projects ${PROJECT}`,
        "attendance-export: roles/pubsub.publisher on pubsub topics export-tenant-attendance-dead-letter",
        "attendance-export: roles/run.invoker on run services exporttenantattendance",
        `attendance-export: roles/datastore.user on projects ${PROJECT}`,
        `attendance-export: roles/eventarc.eventReceiver on projects ${PROJECT}`,
        "attendance-export: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET",
        "attendance-export: roles/secretmanager.secretAccessor on secrets ATTENDANCE_EXPORT_KEY_RING",
        // Pub/Sub's own account moves what was delivered in vain.
        "service-123456789012: roles/pubsub.publisher on pubsub topics export-tenant-attendance-dead-letter",
        "service-123456789012: roles/pubsub.subscriber on pubsub subscriptions eventarc-exporttenantattendance-sub",
      ].sort(),
    );
    const [role] = callsOf(first, "roles", "create");
    expect(role && flagOf(role, "permissions")).toBe("cloudmessaging.messages.create");
  });

  it("lets a request be delivered five times, five to ten minutes apart, and then be a dead letter", () => {
    const [update] = callsOf(first, "subscriptions", "update", "eventarc-exporttenantattendance-sub");
    expect(update).toEqual(
      expect.arrayContaining([
        "--ack-deadline=600",
        "--min-retry-delay=300s",
        "--max-retry-delay=600s",
        "--dead-letter-topic=export-tenant-attendance-dead-letter",
        "--max-delivery-attempts=5",
      ]),
    );
  });

  it("looks for due links every five minutes, on the seed's topic", () => {
    const [job] = callsOf(first, "scheduler", "create");
    expect(job && [flagOf(job, "schedule"), flagOf(job, "topic")]).toEqual([
      "*/5 * * * *",
      "daily-attendance-export",
    ]);
  });

  it("makes a key ring once, and puts no secret into an argument or a file", () => {
    const ring = stage.secret("ATTENDANCE_EXPORT_KEY_RING") ?? "";
    const [key] = (JSON.parse(ring) as { keys: readonly { id: string; secret: string }[] }).keys;
    expect(Buffer.from(key?.secret ?? "", "base64url")).toHaveLength(32);
    expect(JSON.stringify([...first, ...second])).not.toContain(key?.secret);
    expect(stage.file(`packages/runtime-functions/dist/functions/.env.${PROJECT}`)).not.toContain(
      key?.secret,
    );
    for (const name of GIVEN) expect(stage.secret(name)).toBeUndefined();
  });

  it("deploys the dashboard once there are the functions that it asks, and leaves no file behind", () => {
    const only = callsOf(first, "npx").map((call) => flagOf(call, "only"));
    expect(only).toEqual(["functions:attendance-export,firestore:rules,firestore:indexes", "hosting"]);
    const order = first.map((call) => call.join(" "));
    const built = order.findIndex((line) => line.endsWith("bootstrap.mjs page"));
    expect(built).toBeGreaterThan(0);
    expect(built).toBeLessThan(order.findIndex((line) => line.includes("--only=hosting")));
    for (const path of [".firebase-hosting.json", "packages/dashboard/dist/config.json"])
      expect(() => stage.file(path)).toThrow("ENOENT");
  });

  it("installs what the Firebase CLI asks, and deploys by the version that the tests use", () => {
    const [deploy] = callsOf(first, "npx");
    const [, version] = /firebase-tools: (\S+)/.exec(read("pnpm-workspace.yaml")) ?? [];
    expect(deploy).toEqual(
      expect.arrayContaining([
        `firebase-tools@${version}`,
        "--only=functions:attendance-export,firestore:rules,firestore:indexes",
      ]),
    );
    const order = first.map(([program, ...args]) => `${program} ${args[0]}`);
    expect(order.indexOf("node scripts/bootstrap.mjs")).toBeLessThan(order.indexOf("npm install"));
    expect(order.indexOf("npm install")).toBeLessThan(order.indexOf("npx --yes"));
  });
});

describe("the dashboard", () => {
  const { hosting } = JSON.parse(read("firebase.json")) as {
    hosting: {
      public: string;
      rewrites: { source: string; destination?: string; function?: { functionId: string; region: string } }[];
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
  };

  it("has its API at its own origin, and every other path is the page's", () => {
    expect(hosting.public).toBe("packages/dashboard/dist");
    expect(hosting.rewrites).toEqual([
      { source: "/api/**", function: { functionId: "api", region: "us-central1" } },
      { source: "**", destination: "/index.html" },
    ]);
  });

  it("runs no script and shows in no frame but its own", () => {
    const headers = hosting.headers.flatMap((entry) => entry.headers);
    const value = (key: string) => headers.find((one) => one.key.toLowerCase() === key)?.value ?? "";
    const policy = value("content-security-policy");
    for (const part of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(value("x-content-type-options")).toBe("nosniff");
  });
});

describe("a deployment that lacks something", () => {
  it("stops before it does anything where a setting is missing", async () => {
    using stage = new Rehearsal();
    expect(await stage.run("nowhere.env")).toMatchObject({
      code: 1,
      says: expect.stringContaining("settings file"),
    });
    expect(stage.calls).toEqual([]);
  });

  it("stops and says which secret has no value, if nobody is there to ask", async () => {
    using stage = new Rehearsal();
    const { code, says } = await stage.run();
    expect(code).toBe(1);
    expect(says).toContain(`gcloud secrets versions add ${GIVEN[0]} --project=${PROJECT} --data-file=-`);
    expect(callsOf(stage.calls, "npx")).toEqual([]);
  });
});

describe("metrics and alerts", () => {
  const files = (folder: string): readonly string[] =>
    readdirSync(new URL(`../deploy/${folder}`, import.meta.url)).map((name) =>
      read(`deploy/${folder}/${name}`),
    );
  const fields = read("packages/runtime-functions/src/logging/log-fields.ts");

  it("count only what the functions log", () => {
    const metrics = files("metrics").join("\n");
    const events = [...metrics.matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, event]) => event);
    expect(events.length).toBeGreaterThan(5);
    for (const event of events) expect(fields, event).toContain(`| "${event}"`);
    for (const [, field] of metrics.matchAll(/jsonPayload\.(\w+)/g))
      expect(fields, field).toContain(`readonly ${field}?:`);
  });

  it("rest on each other: an alert reads a metric that is made", () => {
    const made = readdirSync(new URL("../deploy/metrics", import.meta.url)).map((name) =>
      name.replace(".yaml", ""),
    );
    const script = read("deploy/deploy.sh");
    for (const name of made) expect(script).toContain(name);
    const alerts = files("alerts").join("\n");
    const used = [...alerts.matchAll(/logging\.googleapis\.com\/user\/(\w+)/g)].map(([, name]) => name);
    expect(used.length).toBe(3);
    for (const name of used) expect(made).toContain(name);
  });
});
