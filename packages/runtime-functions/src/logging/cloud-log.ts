import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import { allowed, type LogFields } from "./log-fields.ts";

/** Lines for Cloud Logging. A line's message is for people; what machines read stands in its fields. */
export interface CloudLog {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log that puts these fields on every line. */
  with(fields: LogFields): CloudLog;
}

/** Cloud Logging's words (LogSeverity) for pino's. */
const severities: Readonly<Record<string, string>> = { info: "INFO", warn: "WARNING", error: "ERROR" };

/** One JSON object a line on the standard output, which Cloud Logging takes as it is; another destination for tests. */
export const openCloudLog = (destination?: DestinationStream): CloudLog => {
  const options = {
    // Process id and host name mean nothing in a container.
    base: null,
    messageKey: "message",
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ severity: severities[label] ?? "DEFAULT" }),
      log: allowed,
    },
  };
  return new PinoCloudLog(destination === undefined ? pino(options) : pino(options, destination));
};

class PinoCloudLog implements CloudLog {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  info(message: string, fields: LogFields = {}): void {
    this.#logger.info(fields, message);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#logger.warn(fields, message);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#logger.error(fields, message);
  }

  with(fields: LogFields): CloudLog {
    // By hand: pino puts what a child is given past its formatters.
    return new PinoCloudLog(this.#logger.child(allowed(fields)));
  }
}
