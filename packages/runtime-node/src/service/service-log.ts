import { destination, type Logger, pino } from "pino";

export type ServiceLog = Logger;

/** Cloud Logging's names, which other collectors know as well. */
const severities: Readonly<Record<string, string>> = {
  trace: "DEBUG",
  debug: "DEBUG",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
  fatal: "CRITICAL",
};

const STANDARD_ERROR = 2;

/** One JSON object a line on the error output. Lines are written at once: a process that is killed loses none of them. */
export const openServiceLog = (level: string): ServiceLog =>
  pino(
    {
      level,
      base: null,
      messageKey: "message",
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ severity: severities[label] ?? "DEFAULT" }) },
      // What is logged is chosen field by field; this is the net below.
      redact: ["token", "refreshToken", "authorization", "headers", "*.refreshToken", "*.authorization"],
    },
    destination({ dest: STANDARD_ERROR, sync: true }),
  );
