import { PortFailure } from "../failures/port-failure.ts";
import { linkId as parseLinkId, type SpreadsheetId, type TenantId, tabId } from "../model/ids.ts";
import type { Grant, LinkState } from "../model/linked-sheet.ts";
import type { SheetTemplate } from "../model/template.ts";
import type { EpochMs, TimeZone } from "../model/time.ts";
import type { Clock } from "../ports/clock.ts";
import type { CredentialStore, CredentialVault } from "../ports/credentials.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { Ids } from "../ports/ids.ts";
import type { LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import type { SpreadsheetSetup } from "../ports/spreadsheet-setup.ts";
import { defaultExportPolicy } from "../protocol/export-policy.ts";
import { linkSheet } from "../protocol/link-sheet.ts";
import { drawReceiptBase } from "../protocol/receipt-base.ts";
import { linkFingerprint } from "../protocol/receipt-tag.ts";

export interface LinkPorts {
  readonly links: LinkedSheetStore;
  readonly ledger: ExportLedger;
  readonly setup: SpreadsheetSetup;
  readonly vault: CredentialVault;
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface LinkRequest {
  readonly tenantId: TenantId;
  /** Adopt this file, or make a new one with this title. */
  readonly spreadsheet: { readonly id: SpreadsheetId } | { readonly title: string };
  readonly tabTitle: string;
  readonly accountEmail: string;
  readonly refreshToken: string;
  /** When the grant dies by itself, if known. */
  readonly grantExpiresAt?: EpochMs | null;
  readonly timeZone: TimeZone;
  readonly template: SheetTemplate;
}

const LARGEST_TAB_ID = 2 ** 31 - 1;

/** Links a tenant to a spreadsheet: a tab of our own, its header, and the proof that receipts hold there. */
export class LinkSheet {
  readonly #ports: LinkPorts;

  constructor(ports: LinkPorts) {
    this.#ports = ports;
  }

  /** The link is in force only at the very end: a crash before leaves the old one as it was, and at worst an unused tab. */
  async execute(request: LinkRequest): Promise<LinkState> {
    const { links, ledger, setup, clock, ids } = this.#ports;
    const { tenantId, timeZone, template, accountEmail } = request;
    const present = await links.load(tenantId);
    const grant: Grant = { tenantId, version: (present?.link.grantVersion ?? 0) + 1 };
    await this.#keepCredential(grant, request.refreshToken);
    const spreadsheetId =
      "id" in request.spreadsheet
        ? request.spreadsheet.id
        : await setup.create(grant, { title: request.spreadsheet.title, timeZone });
    const sheet = { spreadsheetId, tabId: tabId(ids.between(1, LARGEST_TAB_ID)) };
    await setup.addTab(grant, { sheet, title: request.tabTitle, template });
    const linkId = parseLinkId(ids.fresh());
    const receiptBase = drawReceiptBase(ids);
    await this.#proveReceipts(grant, spreadsheetId, receiptBase);
    return ledger.transact(
      tenantId,
      linkSheet({
        tenantId,
        linkId,
        sheet,
        accountEmail,
        timeZone,
        template,
        grantVersion: grant.version,
        grantExpiresAt: request.grantExpiresAt ?? null,
        receiptBase,
        fingerprint: linkFingerprint(ids, tenantId, linkId),
        batchLimit: defaultExportPolicy.maxRows,
        now: clock.now(),
      }),
    );
  }

  async #keepCredential(grant: Grant, refreshToken: string): Promise<void> {
    await this.#ports.credentials.keep(grant, await this.#ports.vault.seal(grant, refreshToken));
  }

  /** Batches begin at base + 1, so these two ids meet none of them. */
  async #proveReceipts(grant: Grant, spreadsheetId: SpreadsheetId, receiptBase: number): Promise<void> {
    const canary = { spreadsheetId, used: receiptBase, fresh: receiptBase - 1 };
    if (await this.#ports.setup.receiptsAreWriteOnce(grant, canary)) return;
    throw new PortFailure(
      "receipts-unsafe",
      `Google accepted a receipt id twice in ${spreadsheetId}: no export can be exactly once there`,
    );
  }
}
