import type { TenantId } from "@attendance-export/core";

/** The devices on which a tenant's admins get notices. Rejects with a `PortFailure` and nothing else. */
export interface AdminDevices {
  /** FCM tokens of every device of every admin of the tenant, in no promised order, none twice. */
  of(tenantId: TenantId): Promise<readonly string[]>;
  /** Forgets devices that are gone. Repeating changes nothing; other devices stay. */
  forget(tenantId: TenantId, tokens: readonly string[]): Promise<void>;
}
