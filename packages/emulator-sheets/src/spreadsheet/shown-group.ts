import type { DimensionGroup } from "./spreadsheet.ts";

/** google.apps.sheets.v4.DimensionGroup as Google shows it. */
export function shownGroup({ range, depth, collapsed }: DimensionGroup): Record<string, unknown> {
  const { sheetId, ...rest } = range;
  return {
    range: { ...(sheetId === undefined || sheetId === 0 ? {} : { sheetId }), ...rest },
    depth,
    ...(collapsed === true ? { collapsed } : {}),
  };
}
