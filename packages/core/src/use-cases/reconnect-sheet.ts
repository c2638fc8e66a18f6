import type { FailureCode } from "../failures/failure-table.ts";
import { isPortFailure } from "../failures/port-failure.ts";
import type { TenantId } from "../model/ids.ts";
import type { Grant, LinkState } from "../model/linked-sheet.ts";
import type { LinkChoice } from "../ports/consent-store.ts";
import type { CredentialStore, CredentialVault } from "../ports/credentials.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { ExportQueue } from "../ports/export-queue.ts";
import type { GrantedAccess } from "../ports/google-access.ts";
import type { SpreadsheetSetup } from "../ports/spreadsheet-setup.ts";
import { drawCanary } from "../protocol/canary-ids.ts";
import { drawGrantVersion } from "../protocol/grant-version.ts";
import { reconnect } from "../protocol/link-sheet.ts";
import { askForBacklog } from "./ask-for-backlog.ts";
import { acceptAnswer, type ConsentAnswer, type ConsentRefusal } from "./consent-answer.ts";
import { LinkSheet, obstacleOf } from "./link-sheet.ts";
import type { ConsentPorts } from "./start-consent.ts";

export interface ReconnectPorts extends ConsentPorts {
  readonly ledger: ExportLedger;
  readonly setup: SpreadsheetSetup;
  readonly vault: CredentialVault;
  readonly credentials: CredentialStore;
  readonly queue: ExportQueue;
}

/**
 * - `reconnected`: the link works again, and its backlog is asked for. `linked`: so does the link that the consent was for.
 * - `cannot-edit`: this account may not edit this file; `code` says why. `unlinked`: there is no link to reconnect.
 * - `cannot-link`: what was chosen cannot be linked with this account; `code` says why.
 * - `overtaken`: another consent was faster. Except for the first two, nothing was changed.
 */
export type ReconnectOutcome =
  | { readonly status: "reconnected"; readonly accountEmail: string }
  | { readonly status: "linked"; readonly accountEmail: string }
  | { readonly status: "cannot-edit"; readonly accountEmail: string; readonly code: FailureCode }
  | { readonly status: "cannot-link"; readonly accountEmail: string; readonly code: FailureCode }
  | { readonly status: ConsentRefusal | "unlinked" | "overtaken" };

/**
 * An admin grants access again: checked on this very file with this very account before the old grant is replaced. Where the
 * consent was asked for in order to link a sheet, links that.
 */
export class ReconnectSheet {
  readonly #ports: ReconnectPorts;

  constructor(ports: ReconnectPorts) {
    this.#ports = ports;
  }

  /** Rejects with a `PortFailure` if Google or a store cannot be asked now; then a new consent is needed. */
  async execute(answer: ConsentAnswer): Promise<ReconnectOutcome> {
    const { links, ids } = this.#ports;
    const { tenantId } = answer;
    const consented = await acceptAnswer(this.#ports, answer);
    if (consented.status !== "granted") return consented;
    if (consented.choice !== null) return this.#link(tenantId, consented.access, consented.choice);
    const state = await links.load(tenantId);
    if (state === undefined || state.link.status === "unlinked") return { status: "unlinked" };
    const grant: Grant = { tenantId, version: drawGrantVersion(ids, state.link.grantVersion) };
    const { accountEmail } = consented.access;
    const obstacle = await this.#tryOut(grant, consented.access, state);
    if (obstacle !== undefined) return { status: "cannot-edit", accountEmail, code: obstacle };
    return this.#replace(grant, consented.access, state);
  }

  /** Which file it is was kept with the state, so that whoever sends the browser here cannot name another one. */
  async #link(
    tenantId: TenantId,
    { accountEmail, refreshToken, expiresAt: grantExpiresAt }: GrantedAccess,
    choice: LinkChoice,
  ): Promise<ReconnectOutcome> {
    const code = await obstacleOf(() =>
      new LinkSheet(this.#ports).execute({ ...choice, tenantId, accountEmail, refreshToken, grantExpiresAt }),
    );
    if (code !== undefined) return { status: "cannot-link", accountEmail, code };
    await askForBacklog(this.#ports.queue, tenantId, "manual");
    return { status: "linked", accountEmail };
  }

  /** Keeps the credential, and forgets it again where it is of no use. */
  async #tryOut(
    grant: Grant,
    { refreshToken }: GrantedAccess,
    state: LinkState,
  ): Promise<FailureCode | undefined> {
    const { vault, credentials } = this.#ports;
    await credentials.keep(grant, await vault.seal(grant, refreshToken));
    try {
      const obstacle = await this.#obstacle(grant, state);
      // Forgotten, not revoked: Google's revocation takes back all that the account ever granted us, other tenants included.
      if (obstacle !== undefined) await credentials.forget(grant);
      return obstacle;
    } catch (failure) {
      await credentials.forget(grant);
      throw failure;
    }
  }

  async #replace(grant: Grant, access: GrantedAccess, { link }: LinkState): Promise<ReconnectOutcome> {
    const { ledger, links, credentials, clock } = this.#ports;
    const { tenantId, version: grantVersion } = grant;
    const { accountEmail, expiresAt: grantExpiresAt } = access;
    // If the answer to this is lost, the grant may be in force: its credential stays.
    const healed = await ledger.transact(
      tenantId,
      reconnect({
        fromVersion: link.grantVersion,
        grantVersion,
        accountEmail,
        grantExpiresAt,
        now: clock.now(),
      }),
    );
    if (healed !== undefined) {
      await this.#afterwards({ tenantId, version: link.grantVersion });
      return { status: "reconnected", accountEmail };
    }
    await credentials.forget(grant);
    const present = await links.load(tenantId);
    return { status: present?.link.status === "unlinked" ? "unlinked" : "overtaken" };
  }

  /** Why this account cannot work on the file; undefined if it can. Writes marks and takes them away: reading proves nothing. */
  async #obstacle(grant: Grant, { link }: LinkState): Promise<FailureCode | undefined> {
    const canary = drawCanary(this.#ports.ids, link.sheet.spreadsheetId);
    try {
      return (await this.#ports.setup.receiptsAreWriteOnce(grant, canary)) ? undefined : "receipts-unsafe";
    } catch (failure) {
      if (isPortFailure(failure) && failure.kind.class === "permanent") return failure.code;
      throw failure;
    }
  }

  /**
   * The link is healed and due already, so what fails from here on is no reason to tell the admin that it did not work: the
   * backlog waits for the next dispatch, and a sealed credential is left over.
   */
  async #afterwards(replaced: Grant): Promise<void> {
    const { queue, credentials } = this.#ports;
    await askForBacklog(queue, replaced.tenantId, "reconnect");
    try {
      await credentials.forget(replaced);
    } catch (failure) {
      if (!isPortFailure(failure)) throw failure;
    }
  }
}
