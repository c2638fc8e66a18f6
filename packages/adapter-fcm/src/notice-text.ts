import { failureKind, type LinkedSheet, type Notice } from "@attendance-export/core";

export interface NoticeText {
  readonly title: string;
  /** What happened and what to do; a lock screen shows some 150 characters of it. */
  readonly body: string;
}

/** What an admin reads on the device. Holds no record, no address and no name of a member. */
export const noticeText = (notice: Notice, link: LinkedSheet): NoticeText => texts[notice.kind](notice, link);

const texts: Readonly<Record<Notice["kind"], (notice: Notice, link: LinkedSheet) => NoticeText>> = {
  "link-failed": (notice) => ({
    title: "Google Sheets export has stopped",
    body: `${instruction(notice)} Nothing is lost.`,
  }),
  reminder: (notice) => ({
    title: "Google Sheets export is still stopped",
    body: `${instruction(notice)} Nothing is lost.`,
  }),
  "link-healed": () => ({
    title: "Google Sheets export works again",
    body: "The waiting records are on the sheet or on their way there. There is nothing to do.",
  }),
  "polling-suspended": (notice) => ({
    title: "Google Sheets export is resting",
    body: `It failed several times in a row. ${instruction(notice)} Then click Sync now. Nothing is lost.`,
  }),
  "grant-expiring": (_notice, link) => ({
    title: "Google access ends soon",
    body: `Google ends it ${expiry(link)}. Click Reconnect Google before then, and the export goes on without a break.`,
  }),
};

const instruction = ({ code }: Notice): string =>
  code === null ? "Open the dashboard to see why." : failureKind(code).admin;

const expiry = ({ grantExpiresAt, timeZone }: LinkedSheet): string => {
  if (grantExpiresAt === null) return "within days";
  const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone });
  return `on ${day.format(grantExpiresAt)}`;
};
