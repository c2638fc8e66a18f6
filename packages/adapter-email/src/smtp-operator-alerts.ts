import { createHash } from "node:crypto";
import { type DeadLetter, type LinkedSheet, type OperatorAlerts, PortFailure } from "@attendance-export/core";
import { createTransport, type Transporter } from "nodemailer";
import { htmlPage, plainText } from "./alert-layout.ts";
import { alertMessage } from "./alert-message.ts";

export interface SmtpAlertsOptions {
  /** `smtps://user:password@host:465`; never in a log. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Where the log of a run is; without it the mail has no link. */
  readonly logUrl?: (letter: DeadLetter) => string;
  /** Milliseconds for connecting, for the greeting and for each answer; 10 s without it. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** Tells the operators by e-mail. */
export class SmtpOperatorAlerts implements OperatorAlerts {
  readonly #transport: Transporter;
  readonly #options: SmtpAlertsOptions;

  constructor(options: SmtpAlertsOptions) {
    const timeout = options.timeoutMs ?? TIMEOUT_MS;
    this.#options = options;
    this.#transport = createTransport({
      url: options.smtpUrl,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      // Alerts are made of texts we have; a file or an address in them is an attack.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** A repeat has the same Message-ID, by which mail programs and operators tell that it is one. */
  async escalate(letter: DeadLetter, link: LinkedSheet | undefined): Promise<void> {
    const { from, to, logUrl } = this.#options;
    const message = alertMessage(letter, link, logUrl?.(letter));
    try {
      await this.#transport.sendMail({
        from,
        to: [...to],
        subject: message.subject,
        text: plainText(message),
        html: htmlPage(message),
        messageId: messageIdOf(letter, from),
        headers: { "Auto-Submitted": "auto-generated" },
      });
    } catch (cause) {
      throw undelivered(cause);
    }
  }
}

const messageIdOf = ({ id }: DeadLetter, from: string): string => {
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 32);
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "attendance-export.invalid";
  return `<dead-letter-${digest}@${domain}>`;
};

/** Only the code goes on: the server's words may repeat the password or an address. */
const undelivered = (cause: unknown): PortFailure => {
  const code =
    typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown";
  return new PortFailure("notice-undelivered", `the mail server did not take the alert (${code})`);
};
