import { createHash } from "node:crypto";
import type { LinkedSheet, Notice } from "@attendance-export/core";
import type { TokenMessage } from "firebase-admin/messaging";
import { noticeText } from "./notice-text.ts";

/** A day, in seconds: whoever is offline for longer gets the reminder that follows. */
const KEPT_S = 86_400;
/** APNs takes no longer collapse id. */
const LONGEST_TAG = 64;
/** RFC 8030: the Topic of a web push, in characters of base64url. */
const TOPIC_LENGTH = 32;

/**
 * The message for one device, save its token. Everything that lets a platform recognise a repeat is the notice's id, so that
 * a second one takes the place of the first, on the way and on the screen.
 */
export const noticeMessage = (
  notice: Notice,
  link: LinkedSheet,
  dashboardUrl: string,
): Omit<TokenMessage, "token"> => {
  const text = noticeText(notice, link);
  const tag = notice.id.length <= LONGEST_TAG ? notice.id : digest(notice.id);
  return {
    notification: text,
    data: {
      noticeId: notice.id,
      kind: notice.kind,
      code: notice.code ?? "",
      tenantId: link.tenantId,
      linkId: link.linkId,
      url: dashboardUrl,
    },
    android: {
      priority: "high",
      ttl: KEPT_S * 1_000,
      collapseKey: tag,
      notification: { tag },
    },
    apns: {
      headers: {
        "apns-collapse-id": tag,
        "apns-expiration": String(Math.floor(notice.at / 1_000) + KEPT_S),
      },
      payload: { aps: { threadId: link.linkId, sound: "default" } },
    },
    webpush: {
      headers: { TTL: String(KEPT_S), Urgency: "high", Topic: digest(notice.id).slice(0, TOPIC_LENGTH) },
      // Shown until it is dealt with; shown again without a sound.
      notification: { ...text, tag, renotify: false, requireInteraction: true },
      // Google opens nothing but https here; a dashboard on this machine has no link to click.
      ...(dashboardUrl.startsWith("https:") ? { fcmOptions: { link: dashboardUrl } } : {}),
    },
  };
};

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
