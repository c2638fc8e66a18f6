import type { FrozenRow } from "../model/batch.ts";
import type { LinkId, TenantId } from "../model/ids.ts";
import type { Ids } from "../ports/ids.ts";

/** Tells a link's own marks from a stranger's: 36 bits, met only when two links draw the same receipt id. */
export const FINGERPRINT_LENGTH = 6;
/** Names one batch of the link: 72 bits. Short, since a spreadsheet holds 30,000 characters of metadata. */
const BATCH_LENGTH = 12;

export const linkFingerprint = (ids: Ids, tenantId: TenantId, linkId: LinkId): string =>
  ids.digest(JSON.stringify([tenantId, linkId])).slice(0, FINGERPRINT_LENGTH);

/**
 * The receipt's tag: the same for the same records under the same sequence, in every process. After a restore of the
 * store from a backup, the batch that is planned again is therefore recognised as the one on the sheet.
 */
export const receiptTag = (
  ids: Ids,
  fingerprint: string,
  sequence: number,
  rows: readonly FrozenRow[],
): string =>
  fingerprint +
  ids
    .digest(JSON.stringify([fingerprint, sequence, rows.map((row) => [row.recordId, row.revision])]))
    .slice(0, BATCH_LENGTH);
