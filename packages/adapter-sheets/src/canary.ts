import { type CanaryPlan, type Grant, RECEIPT_KEY } from "@attendance-export/core";
import type { GoogleSheetsApi } from "./google-sheets-api.ts";
import { createMark } from "./mark-request.ts";
import { removeMarks, searchMarks } from "./marks.ts";

/** Not the shape of a receipt, so that nothing takes it for one. */
const CANARY = { key: RECEIPT_KEY, value: "canary" } as const;

/** A trial that was broken off may have left marks, which spoil the next one; then it is tried once more. */
const MAX_TRIALS = 2;

/**
 * Tries whether a request that names a used id is refused as a whole: [create used], then [create fresh, create used],
 * then a look whether `fresh` is there, then the removal. Touches no cell.
 */
export const receiptsAreWriteOnce = async (
  api: GoogleSheetsApi,
  grant: Grant,
  { spreadsheetId, used, fresh }: CanaryPlan,
): Promise<boolean> => {
  const find = () => searchMarks(api, grant, spreadsheetId, [{ metadataId: used }, { metadataId: fresh }]);
  /** Whether Google accepted the marks. */
  const accepts = async (ids: readonly number[]): Promise<boolean> => {
    const requests = ids.map((id) => createMark(id, CANARY));
    const result = await api.batchUpdate(grant, spreadsheetId, requests);
    if (result.status === "refused" && result.failure.code !== "receipt-in-use") throw result.failure;
    return result.status === "written";
  };
  for (let trial = 0; trial < MAX_TRIALS; trial++) {
    // Refused means that it is there already, left by a trial that never ended: as good as made now.
    await accepts([used]);
    const usedIsAccepted = await accepts([fresh, used]);
    const found = await find();
    const freshIsThere = found.some(({ id }) => id === fresh);
    await removeMarks(api, grant, spreadsheetId, { found, find });
    if (usedIsAccepted) return false;
    if (!freshIsThere) return true;
  }
  return false;
};
