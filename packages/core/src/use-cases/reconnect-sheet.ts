import type { FailureCode } from "../failures/failure-table.ts";
import { isPortFailure } from "../failures/port-failure.ts";
import type { Grant, LinkState } from "../model/linked-sheet.ts";
import type { CredentialStore, CredentialVault } from "../ports/credentials.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { ExportQueue } from "../ports/export-queue.ts";
import type { GrantedAccess } from "../ports/google-access.ts";
import type { SpreadsheetSetup } from "../ports/spreadsheet-setup.ts";
import { reconnect } from "../protocol/link-sheet.ts";
import { acceptAnswer, type ConsentAnswer, type ConsentRefusal } from "./consent-answer.ts";
import type { ConsentPorts } from "./start-consent.ts";

export interface ReconnectPorts extends ConsentPorts {
  readonly ledger: ExportLedger;
  readonly setup: SpreadsheetSetup;
  readonly vault: CredentialVault;
  readonly credentials: CredentialStore;
  readonly queue: ExportQueue;
}

/**
 * - `reconnected`: the link works again and its backlog is asked for.
 * - `cannot-edit`: this account may not edit this file; `code` says why. `unlinked`: there is no link to reconnect.
 * - `overtaken`: another consent was faster. Except for the first, nothing was changed.
 */
export type ReconnectOutcome =
  | { readonly status: "reconnected"; readonly accountEmail: string }
  | { readonly status: "cannot-edit"; readonly accountEmail: string; readonly code: FailureCode }
  | { readonly status: ConsentRefusal | "unlinked" | "overtaken" };

/** An admin grants access again: checked on this very file with this very account before the old grant is replaced. */
export class ReconnectSheet {
  readonly #ports: ReconnectPorts;

  constructor(ports: ReconnectPorts) {
    this.#ports = ports;
  }

  async execute(answer: ConsentAnswer): Promise<ReconnectOutcome> {
    const { links, ledger, queue, clock } = this.#ports;
    const consented = await acceptAnswer(this.#ports, answer);
    if (consented.status !== "granted") return consented;
    const { access } = consented;
    const state = await links.load(answer.tenantId);
    if (state === undefined || state.link.status === "unlinked") return { status: "unlinked" };
    const fromVersion = state.link.grantVersion;
    const grant: Grant = { tenantId: answer.tenantId, version: fromVersion + 1 };
    const obstacle = await this.#tryOut(grant, access, state);
    if (obstacle !== undefined) {
      // Forgotten, not revoked: Google's revocation takes back all that the account ever granted us, other tenants included.
      await this.#ports.credentials.forget(grant);
      return { status: "cannot-edit", accountEmail: access.accountEmail, code: obstacle };
    }
    const healed = await ledger.transact(
      answer.tenantId,
      reconnect({
        fromVersion,
        accountEmail: access.accountEmail,
        grantExpiresAt: access.expiresAt,
        now: clock.now(),
      }),
    );
    if (healed === undefined) return { status: "overtaken" };
    // The link is due already, so a crash before this line delays the backlog to the next dispatch and loses nothing.
    await queue.ask({ tenantId: answer.tenantId, trigger: "reconnect", slot: null });
    await this.#retire({ tenantId: answer.tenantId, version: fromVersion - 1 });
    return { status: "reconnected", accountEmail: access.accountEmail };
  }

  /** Why this account cannot work on the file; undefined if it can. Writes receipts and takes them away: reading proves nothing. */
  async #tryOut(
    grant: Grant,
    { refreshToken }: GrantedAccess,
    { link, ledger }: LinkState,
  ): Promise<FailureCode | undefined> {
    const { vault, credentials, setup } = this.#ports;
    await credentials.keep(grant, await vault.seal(grant, refreshToken));
    const canary = {
      spreadsheetId: link.sheet.spreadsheetId,
      used: ledger.receiptBase,
      fresh: ledger.receiptBase - 1,
    };
    try {
      return (await setup.receiptsAreWriteOnce(grant, canary)) ? undefined : "receipts-unsafe";
    } catch (failure) {
      if (isPortFailure(failure) && failure.kind.class === "permanent") return failure.code;
      throw failure;
    }
  }

  /** The version before the replaced one: runs that began before the reconnect may still hold the replaced one itself. */
  async #retire(grant: Grant): Promise<void> {
    if (grant.version >= 1) await this.#ports.credentials.forget(grant);
  }
}
