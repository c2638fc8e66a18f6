import { inspect } from "node:util";
import { isPortFailure, type Notice } from "@attendance-export/core";
import { adminNotifierContract, noticeOf, verify } from "@attendance-export/core/contract";
import type { DeviceTrouble } from "@attendance-export/emulator-fcm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { needsDiscovery, objections } from "../test/fcm-discovery.ts";
import {
  ACCESS_TOKEN,
  type NotifierBench,
  openNotifierBench,
  openNotifierSubject,
  tenant,
} from "../test/notifier-bench.ts";

const notice = noticeOf("link-1-1772438400000-failed");

verify({ describe, it }, adminNotifierContract, { adapter: "FcmAdminNotifier", open: openNotifierSubject });

let bench: NotifierBench;
const open = async (settings: { readonly wholeMs?: number } = {}): Promise<void> => {
  await bench.close();
  bench = await openNotifierBench(settings);
};
beforeEach(async () => {
  bench = await openNotifierBench();
});
afterEach(() => bench.close());

const tell = (what: Notice = notice): Promise<void> => bench.notifier.tell(tenant, what, bench.link);

const failureOf = async (call: Promise<void>): Promise<unknown> =>
  call.then(
    () => expect.unreachable("it went well"),
    (thrown: unknown) => thrown,
  );

const ofEveryKind: readonly { readonly what: Notice; readonly title: string; readonly body: string }[] = [
  {
    what: { ...notice, kind: "link-failed", code: "access-revoked" },
    title: "Google Sheets export has stopped",
    body: "Google access was withdrawn or has expired. Click Reconnect Google and choose the same account. Nothing is lost.",
  },
  {
    what: { ...notice, kind: "reminder", code: null },
    title: "Google Sheets export is still stopped",
    body: "Open the dashboard to see why. Nothing is lost.",
  },
  {
    what: { ...notice, kind: "link-healed", code: null },
    title: "Google Sheets export works again",
    body: "The waiting records are on the sheet or on their way there. There is nothing to do.",
  },
  {
    what: { ...notice, kind: "polling-suspended", code: "sheet-full" },
    title: "Google Sheets export is resting",
    body: "It failed several times in a row. The sheet has reached Google's limit of 10 million cells. Delete unused tabs or rows, or link a new sheet. Then click Sync now. Nothing is lost.",
  },
  {
    what: { ...notice, kind: "grant-expiring", code: null },
    title: "Google access ends soon",
    body: "Google ends it on March 9, 2026. Click Reconnect Google before then, and the export goes on without a break.",
  },
];

describe("a notice by FCM", () => {
  it("reaches every device of the tenant's admins, each once", async () => {
    const tokens = Array.from({ length: 45 }, (_, index) => `device-${index}`);
    bench.give(...tokens);
    await tell();
    expect([...bench.fcm.taken].sort()).toEqual([...tokens].sort());
    expect(bench.fcm.requests[0]).toMatchObject({
      projectId: "demo-fcm",
      authorization: `Bearer ${ACCESS_TOKEN}`,
    });
  });

  it("says what happened, what to do, and opens the dashboard at the link", async () => {
    bench.give("phone");
    await tell();
    expect(bench.fcm.requests[0]?.body.message).toMatchObject({
      notification: {
        title: "Google Sheets export has stopped",
        body: expect.stringContaining("The attendance tab was deleted. Restore it"),
      },
      data: { kind: "link-failed", code: "tab-missing", tenantId: "tenant-1", linkId: "link-1" },
      webpush: { fcmOptions: { link: "https://attendance.example.org/google-sheets?tenant=tenant-1" } },
    });
  });

  it("carries its id wherever a platform looks for a repeat, so that a repeat takes the first one's place", async () => {
    bench.give("phone");
    await tell();
    await tell();
    const [first, second] = bench.fcm.requests.map(({ body }) => body.message);
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      android: { collapse_key: notice.id, notification: { tag: notice.id } },
      apns: { headers: { "apns-collapse-id": notice.id } },
      webpush: {
        headers: { Topic: expect.stringMatching(/^[\w-]{32}$/) },
        notification: { tag: notice.id, renotify: false },
      },
    });
  });

  it("keeps another notice apart, also where ids are too long to be tags", async () => {
    bench.give("phone");
    const long = "x".repeat(70);
    await tell({ ...notice, id: `${long}-failed` });
    await tell({ ...notice, id: `${long}-healed` });
    const tags = bench.fcm.requests.map(({ body }) => JSON.stringify(body.message.android));
    expect(new Set(tags).size).toBe(2);
    expect(tags[0]).toMatch(/"tag":"[\w-]{43}"/);
  });

  it.each(ofEveryKind)("says as $what.kind: $title", async ({ what, title, body }) => {
    bench.give("phone");
    await tell(what);
    expect(bench.fcm.requests[0]?.body.message.notification).toEqual({ title, body });
  });

  it.for(ofEveryKind)("is what Google's description allows, as $what.kind", async ({ what }, context) => {
    needsDiscovery(context);
    bench.give("phone");
    await tell(what);
    expect(objections(bench.fcm.requests[0]?.body)).toEqual([]);
    const odd = { message: { token: "t", colour: 1, android: { priority: "URGENT" } } };
    expect(objections(odd)).toHaveLength(2);
  });

  it("goes nowhere where no admin has a device", async () => {
    await tell();
    expect(bench.fcm.requests).toEqual([]);
  });
});

describe("a device", () => {
  it("that is gone is forgotten, and the others get the notice", async () => {
    bench.give("phone", "old-phone", "tablet");
    bench.fcm.troubles.set("old-phone", "unregistered");
    await tell();
    expect([...bench.fcm.taken].sort()).toEqual(["phone", "tablet"]);
    expect(bench.devices.tokens.get(tenant)).toEqual(["phone", "tablet"]);
  });

  it("that was the last one and is gone leaves nobody to tell", async () => {
    bench.give("old-phone");
    bench.fcm.troubles.set("old-phone", "unregistered");
    await tell();
    expect(bench.devices.tokens.get(tenant)).toEqual([]);
  });

  it("that is gone costs nobody a second notice, even if it cannot be forgotten now", async () => {
    bench.give("phone", "old-phone");
    bench.fcm.troubles.set("old-phone", "unregistered");
    bench.devices.isBroken = true;
    await tell();
    expect(bench.fcm.taken).toEqual(["phone"]);
  });

  it.each<DeviceTrouble>([
    "invalid token",
    "other sender",
    "no rights",
    "no project",
    "push service refuses us",
    "too many messages",
    "internal error",
    "gateway error",
  ])("with the trouble “%s” stops no other and is not forgotten", async (trouble) => {
    bench.give("bad", "phone");
    bench.fcm.troubles.set("bad", trouble);
    await tell();
    expect(bench.fcm.taken).toEqual(["phone"]);
    expect(bench.devices.tokens.get(tenant)).toEqual(["bad", "phone"]);
    bench.give("bad");
    const failure = await failureOf(tell());
    expect(isPortFailure(failure) && failure.code).toBe("notice-undelivered");
    expect(bench.devices.tokens.get(tenant)).toEqual(["bad"]);
  });

  it.each<DeviceTrouble>(["silent", "unavailable", "reset"])(
    "that is %s holds up no other beyond the notice's time",
    async (trouble) => {
      await open({ wholeMs: 250 });
      bench.give("bad", "phone");
      bench.fcm.troubles.set("bad", trouble);
      const startedAt = performance.now();
      await tell();
      expect(performance.now() - startedAt).toBeLessThan(2_000);
      expect(bench.fcm.taken).toEqual(["phone"]);
    },
  );

  it("never has its token, nor we ours, in a failure", async () => {
    await open({ wholeMs: 250 });
    bench.give("canary-device-a", "canary-device-b");
    bench.fcm.troubles.set("canary-device-a", "invalid token").set("canary-device-b", "silent");
    const failure = await failureOf(tell());
    expect(isPortFailure(failure) && failure.message).toContain(
      "messaging/invalid-argument, no answer in time",
    );
    expect(inspect(failure, { depth: 12, showHidden: true })).not.toMatch(/canary/);
  });

  it("is begun with no more once the time is up", async () => {
    await open({ wholeMs: 250 });
    const tokens = Array.from({ length: 60 }, (_, index) => `device-${index}`);
    bench.give(...tokens);
    for (const token of tokens) bench.fcm.troubles.set(token, "silent");
    await failureOf(tell());
    expect(bench.fcm.requests.length).toBeLessThanOrEqual(20);
  });

  it("whose token firebase-admin itself refuses stops no other either", async () => {
    bench.give("", "phone");
    await tell();
    expect(bench.fcm.taken).toEqual(["phone"]);
  });
});

describe("a notice that none of the devices took", () => {
  it("names each reason once, in order, and how many devices there are", async () => {
    bench.give("a", "b", "c");
    for (const token of ["a", "b"]) bench.fcm.troubles.set(token, "other sender");
    bench.fcm.troubles.set("c", "invalid token");
    expect(await failureOf(tell())).toMatchObject({
      message:
        "None of 3 devices took the notice: messaging/invalid-argument, messaging/mismatched-credential.",
    });
  });
});

describe("a defect", () => {
  it("stays itself where gone devices are forgotten, which is asked for no others", async () => {
    bench.devices.forget = async () => Promise.reject(new TypeError("no such function"));
    bench.give("phone");
    await tell();
    bench.give("phone", "old-phone");
    bench.fcm.troubles.set("old-phone", "unregistered");
    expect(await failureOf(tell())).toBeInstanceOf(TypeError);
  });

  it("stays itself", async () => {
    bench.devices.of = async () => Promise.reject(new TypeError("no such function"));
    expect(await failureOf(tell())).toBeInstanceOf(TypeError);
  });
});
