import type { AttendanceStore, TenantId } from "@attendance-export/core";

/** A tenant's records mostly have the same fields, so the first of them tell. */
const LOOKED_AT = 1_000;

/** The free fields of a tenant's records, in the order of their appearance: the columns that its sheet will want. */
export const fieldsInUse = async (
  attendance: Pick<AttendanceStore, "backlog">,
  tenantId: TenantId,
): Promise<readonly string[]> => {
  const records = await attendance.backlog(tenantId, { after: undefined, limit: LOOKED_AT });
  return [...new Set(records.flatMap(({ fields }) => Object.keys(fields)))];
};
