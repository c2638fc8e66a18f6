import type { SmtpAlertsOptions } from "@attendance-export/adapter-email";
import { UserError } from "../user-error.ts";

export const smtpVariables = {
  url: "ATTENDANCE_EXPORT_SMTP_URL",
  from: "ATTENDANCE_EXPORT_ALERT_FROM",
  to: "ATTENDANCE_EXPORT_ALERT_TO",
} as const;

/** Where dead letters are mailed to; undefined where no mail server is named. */
export const smtpSettings = (environment: NodeJS.ProcessEnv): SmtpAlertsOptions | undefined => {
  const smtpUrl = environment[smtpVariables.url];
  if (!smtpUrl) return undefined;
  const from = environment[smtpVariables.from];
  const to = (environment[smtpVariables.to] ?? "").split(",").flatMap((address) => address.trim() || []);
  if (!from || to.length === 0)
    throw new UserError(
      "There is a mail server, but nobody to write to.",
      `Set ${smtpVariables.from} to a sender and ${smtpVariables.to} to addresses, separated by commas.`,
    );
  return { smtpUrl, from, to };
};
