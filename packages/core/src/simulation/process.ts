import type { TenantId } from "../model/ids.ts";

/** A process that runs use cases. Dead ones are never woken again; what they had sent may still take effect. */
export interface Process {
  readonly name: string;
  /** Whose export it runs; it has no business with anybody else's. */
  readonly tenantId: TenantId;
  dead: boolean;
  /** Denials that the weather made up for it. */
  denials: number;
}
