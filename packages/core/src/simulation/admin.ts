import { MemoryCredentialStore } from "../memory/memory-credential-store.ts";
import { MemoryCredentialVault } from "../memory/memory-credential-vault.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import { MemoryLinkedSheetStore } from "../memory/memory-linked-sheet-store.ts";
import type { MemorySpreadsheet } from "../memory/memory-spreadsheet.ts";
import { MemorySpreadsheetSetup } from "../memory/memory-spreadsheet-setup.ts";
import type { TenantId } from "../model/ids.ts";
import { sheetTemplate } from "../model/template.ts";
import { timeZone } from "../model/time.ts";
import type { Ids } from "../ports/ids.ts";
import { LinkSheet } from "../use-cases/link-sheet.ts";
import { secretOf } from "./oracles/settled.ts";
import type { World } from "./world.ts";

const TEMPLATE = sheetTemplate([
  { header: "Record", source: "record.id", type: "text" },
  { header: "Member", source: "member.name", type: "text" },
]);
export const ZONE = timeZone("UTC");

/** Whoever links a tenant's sheets, by the product's own use case. */
export interface Admin {
  /** `base`: where the link's receipts begin; drawn without it. */
  link(file: MemorySpreadsheet, base: number | undefined): Promise<void>;
}

/** Receipts of a link begin at 2^20 at the lowest; nothing else is drawn from there. */
const LOWEST_BASE = 2 ** 20;

export const linkBy = (world: World, tenantId: TenantId, ids: Ids): Admin => {
  let wantedBase: number | undefined;
  const guided: Ids = {
    fresh: () => ids.fresh(),
    digest: (text) => ids.digest(text),
    between: (low, high) =>
      low === LOWEST_BASE && wantedBase !== undefined ? wantedBase : ids.between(low, high),
  };
  const linking = new LinkSheet({
    links: new MemoryLinkedSheetStore(world.database),
    ledger: new MemoryExportLedger(world.database),
    setup: new MemorySpreadsheetSetup(world.spreadsheets),
    vault: new MemoryCredentialVault(),
    credentials: new MemoryCredentialStore(world.database),
    clock: { now: () => world.now, sleep: async () => undefined },
    ids: guided,
  });
  return {
    link: async (file, base) => {
      wantedBase = base;
      await linking.execute({
        tenantId,
        spreadsheet: { id: file.spreadsheetId },
        tabTitle: tenantId,
        accountEmail: "admin@example.org",
        refreshToken: secretOf(tenantId),
        timeZone: ZONE,
        template: TEMPLATE,
      });
    },
  };
};
