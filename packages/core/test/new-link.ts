import { type LinkId, spreadsheetId, tabId, tenantId } from "../src/model/ids.ts";
import { sheetTemplate } from "../src/model/template.ts";
import { timeZone } from "../src/model/time.ts";

const template = sheetTemplate([{ header: "Record", source: "record.id", type: "text" }]);

/** A link as it is about to be made, on another sheet and by another account. */
export const newLink = (id: LinkId, now: number) => ({
  tenantId: tenantId("tenant-1"),
  linkId: id,
  sheet: { spreadsheetId: spreadsheetId("sheet-b"), tabId: tabId(9) },
  accountEmail: "new@example.org",
  timeZone: timeZone("UTC"),
  template,
  grantVersion: 4,
  grantExpiresAt: null,
  receiptBase: 500,
  fingerprint: "newfin",
  batchLimit: 4,
  now,
});
