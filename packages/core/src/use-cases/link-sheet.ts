import type { FailureCode } from "../failures/failure-table.ts";
import { isPortFailure, PortFailure } from "../failures/port-failure.ts";
import type { SheetAddress } from "../model/batch.ts";
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
import { drawCanary } from "../protocol/canary-ids.ts";
import { defaultExportPolicy } from "../protocol/export-policy.ts";
import { drawGrantVersion } from "../protocol/grant-version.ts";
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

  /**
   * The link is in force only at the very end: a crash before leaves the old one as it was, and at worst an unused tab.
   * A link that is replaced loses its credential, not its consent: Google would take back all that the account ever granted.
   */
  async execute(request: LinkRequest): Promise<LinkState> {
    const { links, ledger, credentials, clock, ids } = this.#ports;
    const { tenantId, timeZone, template, accountEmail } = request;
    const present = await links.load(tenantId);
    const grant: Grant = { tenantId, version: drawGrantVersion(ids, present?.link.grantVersion ?? 0) };
    const sheet = await this.#prepare(grant, request);
    const linkId = parseLinkId(ids.fresh());
    // If the answer to this is lost, the link may be in force: its credential stays.
    const linked = await ledger.transact(
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
        receiptBase: drawReceiptBase(ids),
        fingerprint: linkFingerprint(ids, tenantId, linkId),
        batchLimit: defaultExportPolicy.maxRows,
        now: clock.now(),
      }),
    );
    if (present !== undefined) await credentials.forget({ tenantId, version: present.link.grantVersion });
    return linked;
  }

  /** Keeps the credential, and forgets it again where nothing comes of it. */
  async #prepare(grant: Grant, request: LinkRequest): Promise<SheetAddress> {
    const { vault, credentials } = this.#ports;
    await credentials.keep(grant, await vault.seal(grant, request.refreshToken));
    try {
      return await this.#prepareSheet(grant, request);
    } catch (failure) {
      await credentials.forget(grant);
      throw failure;
    }
  }

  async #prepareSheet(
    grant: Grant,
    { spreadsheet, timeZone, tabTitle, template }: LinkRequest,
  ): Promise<SheetAddress> {
    const { setup, ids } = this.#ports;
    const spreadsheetId =
      "id" in spreadsheet
        ? spreadsheet.id
        : await setup.create(grant, { title: spreadsheet.title, timeZone });
    // Before the tab: where it fails, the admin's file is left as it was.
    await this.#proveReceipts(grant, spreadsheetId);
    const sheet = { spreadsheetId, tabId: tabId(ids.between(1, LARGEST_TAB_ID)) };
    await setup.addTab(grant, { sheet, title: tabTitle, template });
    return sheet;
  }

  async #proveReceipts(grant: Grant, spreadsheetId: SpreadsheetId): Promise<void> {
    const { setup, ids } = this.#ports;
    if (await setup.receiptsAreWriteOnce(grant, drawCanary(ids, spreadsheetId))) return;
    throw new PortFailure(
      "receipts-unsafe",
      `Google accepted a receipt id twice in ${spreadsheetId}: no export can be exactly once there`,
    );
  }
}

/** Why something that was tried at Google cannot be done, if a person must mend it; throws what passes by itself. */
export const obstacleOf = async (work: () => Promise<unknown>): Promise<FailureCode | undefined> => {
  try {
    await work();
    return undefined;
  } catch (failure) {
    if (isPortFailure(failure) && failure.kind.class === "permanent") return failure.code;
    throw failure;
  }
};
