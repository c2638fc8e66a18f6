import { createHash } from "node:crypto";
import { type Notice, tenantId } from "@attendance-export/core";
import { noticeOf, stateOf } from "@attendance-export/core/contract";
import { describe, expect, it } from "vitest";
import { noticeMessage } from "./notice-message.ts";
import { noticeText } from "./notice-text.ts";

const { link } = stateOf(tenantId("tenant-1"));
const notice: Notice = { ...noticeOf("notice-1"), code: null, at: 1_772_438_400_999 };
const url = "https://attendance.example.org/google-sheets";
const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

describe("the message of a notice", () => {
  it("is kept a day for whoever is offline, comes at once, and stays on the screen", () => {
    const text = {
      title: "Google Sheets export has stopped",
      body: "Open the dashboard to see why. Nothing is lost.",
    };
    expect(noticeMessage(notice, link, url)).toEqual({
      notification: text,
      data: {
        noticeId: "notice-1",
        kind: "link-failed",
        code: "",
        tenantId: "tenant-1",
        linkId: "link-1",
        url,
      },
      android: {
        priority: "high",
        ttl: 86_400_000,
        collapseKey: "notice-1",
        notification: { tag: "notice-1" },
      },
      apns: {
        headers: { "apns-collapse-id": "notice-1", "apns-expiration": "1772524800" },
        payload: { aps: { threadId: "link-1", sound: "default" } },
      },
      webpush: {
        headers: { TTL: "86400", Urgency: "high", Topic: digest("notice-1").slice(0, 32) },
        notification: { ...text, tag: "notice-1", renotify: false, requireInteraction: true },
        fcmOptions: { link: url },
      },
    });
  });

  it("has its id for a tag up to 64 characters, and what stands for the id beyond", () => {
    const tagOf = (id: string) => noticeMessage({ ...notice, id }, link, url).android?.collapseKey;
    expect(tagOf("x".repeat(64))).toBe("x".repeat(64));
    expect(tagOf("x".repeat(65))).toBe(digest("x".repeat(65)));
  });

  it("has no link where the dashboard is not reached by https", () => {
    for (const plain of ["http://127.0.0.1:8080/", "http://example.org/?from=https:"])
      expect(noticeMessage(notice, link, plain).webpush).not.toHaveProperty("fcmOptions");
  });
});

describe("the text of a notice", () => {
  it("says that access ends within days where nobody knows the day", () => {
    const { body } = noticeText({ ...notice, kind: "grant-expiring" }, { ...link, grantExpiresAt: null });
    expect(body).toBe(
      "Google ends it within days. Click Reconnect Google before then, and the export goes on without a break.",
    );
  });

  it("names the day that it is where the tenant is", () => {
    const grantExpiresAt = Date.UTC(2026, 2, 10, 2);
    const { body } = noticeText({ ...notice, kind: "grant-expiring" }, { ...link, grantExpiresAt });
    expect(body).toContain("on March 9, 2026.");
  });
});
