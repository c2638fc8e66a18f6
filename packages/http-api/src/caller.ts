import type { TenantId } from "@attendance-export/core";

/** Who calls. */
export interface Caller {
  /** Whom a consent is bound to: nobody else may answer it. */
  readonly adminId: string;
  /** The one organisation that this caller may see and change; undefined for operators, who may see and change all. */
  readonly tenantId: TenantId | undefined;
}
