import type { TenantId } from "../model/ids.ts";
import type { LinkedSheet, Notice } from "../model/linked-sheet.ts";

/** Tells a tenant's admins. Rejects with a `PortFailure` and nothing else. */
export interface AdminNotifier {
  /**
   * Hands the notice over for every admin of the tenant. The same notice may be told twice, after a crash between telling
   * and crossing it off; it carries its id so that a device can show it once.
   */
  tell(tenantId: TenantId, notice: Notice, link: LinkedSheet): Promise<void>;
}
