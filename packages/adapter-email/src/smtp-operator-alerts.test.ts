import { inspect } from "node:util";
import { type DeadLetter, isPortFailure, runId, tenantId } from "@attendance-export/core";
import { operatorAlertsContract, verify } from "@attendance-export/core/contract";
import { afterEach, describe, expect, it } from "vitest";
import { type MailBox, openMailBox, PASSWORD } from "../test/mail-box.ts";
import { SmtpOperatorAlerts } from "./smtp-operator-alerts.ts";

const letter: DeadLetter = {
  id: "link-1-run-7",
  tenantId: tenantId("school-north"),
  runId: runId("run-7"),
  code: "refused-unknown",
  message: 'Invalid <b>"requests[1]"</b> & more',
  at: Date.UTC(2024, 2, 8, 6, 15),
  exported: 4_711,
  attempts: 3,
};

const boxes: MailBox[] = [];
const open = async (): Promise<MailBox> => {
  const box = await openMailBox();
  boxes.push(box);
  return box;
};

afterEach(async () => {
  for (const box of boxes.splice(0)) await box.close();
});

const alertsTo = (box: MailBox, logUrl?: (letter: DeadLetter) => string) =>
  new SmtpOperatorAlerts({
    smtpUrl: box.url,
    from: "Attendance Export <export@example.org>",
    to: ["operators@example.org", "on-call@example.org"],
    ...(logUrl === undefined ? {} : { logUrl }),
  });

verify({ describe, it }, operatorAlertsContract, {
  adapter: "SmtpOperatorAlerts",
  open: async () => {
    const box = await openMailBox();
    return {
      port: alertsTo(box),
      backDoor: {
        read: async () =>
          box.mails.map(({ messageId, subject, text, html }) => ({
            key: messageId ?? "",
            text: [subject, text, html].join("\n"),
          })),
      },
      lever: {
        refuse: async () => {
          box.isRefusing = true;
        },
        release: async () => {
          box.isRefusing = false;
        },
      },
      secrets: () => [PASSWORD],
      close: () => box.close(),
    };
  },
});

describe("operator alerts by SMTP", () => {
  it("tell run, tenant, time, message and what was done before, as text and as HTML", async () => {
    const box = await open();
    await alertsTo(box, ({ runId }) => `https://console.example.org/logs?run=${runId}`).escalate(
      letter,
      undefined,
    );
    const [mail] = box.mails;
    expect(mail?.subject).toBe("Attendance export of school-north failed (refused-unknown)");
    for (const part of ["school-north", "run-7", "2024-03-08T06:15:00.000Z", "4711 records", "3 attempts"])
      expect(mail?.text, part).toContain(part);
    expect(mail?.html).toContain("https://console.example.org/logs?run=run-7");
    expect(mail?.to?.map(({ address }) => address)).toEqual(["operators@example.org", "on-call@example.org"]);
  });

  it("show a hostile message as text", async () => {
    const box = await open();
    await alertsTo(box).escalate(letter, undefined);
    expect(box.mails[0]?.html).toContain("&lt;b&gt;&quot;requests[1]&quot;&lt;/b&gt; &amp; more");
    expect(box.mails[0]?.html).not.toContain("<b>");
  });

  it("put no line break of a message into a header", async () => {
    const box = await open();
    const hostile = { ...letter, id: "x\r\nBcc: thief@example.org", message: "x\r\nBcc: thief@example.org" };
    await alertsTo(box).escalate(hostile, undefined);
    expect(box.mails[0]?.bcc).toBeUndefined();
    expect(box.mails[0]?.headers.map(({ key }) => key)).not.toContain("bcc");
  });

  it.each([
    [
      "refuses the message",
      async () => {
        const box = await open();
        box.isRefusing = true;
        return box.url;
      },
    ],
    ["is not there", async () => `smtp://operator:${PASSWORD}@127.0.0.1:1`],
  ])("reject with notice-undelivered and no secret if the server %s", async (_when, urlOf) => {
    const alerts = new SmtpOperatorAlerts({
      smtpUrl: await urlOf(),
      from: "a@example.org",
      to: ["b@example.org"],
    });
    const failure = await alerts.escalate(letter, undefined).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isPortFailure(failure) && failure.code).toBe("notice-undelivered");
    expect(inspect(failure, { depth: 9 })).not.toContain(PASSWORD);
  });
});
