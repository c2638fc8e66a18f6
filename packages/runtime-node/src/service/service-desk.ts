import {
  type AdminNotifier,
  type DeadLetter,
  failureKind,
  type LinkedSheet,
  type Notice,
  type OperatorAlerts,
  type TenantId,
} from "@attendance-export/core";
import type { ServiceLog } from "./service-log.ts";

/**
 * Where notices arrive without push, and dead letters without a mail server: in the log, loud enough to be found.
 * The dashboard's banner shows admins the same sentence.
 */
export class ServiceDesk implements AdminNotifier, OperatorAlerts {
  readonly #log: ServiceLog;

  constructor(log: ServiceLog) {
    this.#log = log;
  }

  async tell(tenantId: TenantId, { id, kind, code }: Notice): Promise<void> {
    const sentence = code === null ? "The link works again." : failureKind(code).admin;
    this.#log.warn({ tenant: tenantId, notice: id, kind, code }, `Notice to the admins: ${sentence}`);
  }

  async escalate({ tenantId, ...letter }: DeadLetter, link: LinkedSheet | undefined): Promise<void> {
    this.#log.error(
      { tenant: tenantId, ...letter, spreadsheetId: link?.sheet.spreadsheetId },
      `Given up after ${letter.attempts} attempts. ${failureKind(letter.code).operator}`,
    );
  }
}
