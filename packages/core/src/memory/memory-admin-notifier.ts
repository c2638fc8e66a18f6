import type { FailureCode } from "../failures/failure-table.ts";
import { PortFailure } from "../failures/port-failure.ts";
import type { TenantId } from "../model/ids.ts";
import type { LinkedSheet, Notice } from "../model/linked-sheet.ts";
import type { AdminNotifier } from "../ports/admin-notifier.ts";

/** One notice as the admins got it. */
export interface ToldNotice {
  readonly tenantId: TenantId;
  readonly notice: Notice;
  readonly link: LinkedSheet;
}

/** Keeps what the admins were told, in the order in which they were told it. */
export class MemoryAdminNotifier implements AdminNotifier {
  /** While set, nobody can be told. */
  trouble: FailureCode | undefined;
  readonly #told: ToldNotice[] = [];

  get told(): readonly ToldNotice[] {
    return this.#told;
  }

  async tell(tenantId: TenantId, notice: Notice, link: LinkedSheet): Promise<void> {
    if (this.trouble !== undefined)
      throw new PortFailure(this.trouble, "the memory notifier tells nobody, as it was told to");
    this.#told.push({ tenantId, notice, link });
  }
}
