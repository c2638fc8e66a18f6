import { isPortFailure } from "../failures/port-failure.ts";
import type { TenantId } from "../model/ids.ts";
import type { Grant, LinkedSheet } from "../model/linked-sheet.ts";
import type { Clock } from "../ports/clock.ts";
import type { CredentialStore, CredentialVault } from "../ports/credentials.ts";
import type { ExportLedger } from "../ports/export-ledger.ts";
import type { GoogleAccess } from "../ports/google-access.ts";
import type { LinkedSheetStore } from "../ports/linked-sheet-store.ts";
import { unlinkSheet } from "../protocol/link-sheet.ts";

export interface UnlinkPorts {
  readonly ledger: ExportLedger;
  readonly links: LinkedSheetStore;
  readonly vault: CredentialVault;
  readonly credentials: CredentialStore;
  readonly google: GoogleAccess;
  readonly clock: Clock;
}

const PAGE = 500;

/** Takes a link away and gives its grant back. History and ledger stay, so that a later link repeats no record. */
export class UnlinkSheet {
  readonly #ports: UnlinkPorts;

  constructor(ports: UnlinkPorts) {
    this.#ports = ports;
  }

  /** `undefined` where the tenant has no link. Repeating finishes what a crash left undone. */
  async execute(tenantId: TenantId): Promise<LinkedSheet | undefined> {
    const { ledger, clock } = this.#ports;
    // First the link, then the token: the other order would let runs fail on a link that looks well.
    const state = await ledger.transact(tenantId, unlinkSheet(clock.now()));
    if (state === undefined) return undefined;
    await this.#giveBack({ tenantId, version: state.link.grantVersion }, state.link.accountEmail);
    return state.link;
  }

  async #giveBack(grant: Grant, accountEmail: string): Promise<void> {
    const { vault, credentials, google } = this.#ports;
    const sealed = await credentials.find(grant);
    if (sealed === undefined) return;
    try {
      if (!(await this.#servesAnotherLink(accountEmail)))
        await google.revoke(await vault.open(grant, sealed));
    } catch (failure) {
      // A token that does not open or that Google no longer knows cannot be given back; it is forgotten all the same.
      if (!isPortFailure(failure) || failure.kind.class !== "permanent") throw failure;
    }
    await credentials.forget(grant);
  }

  /** Google's revocation takes back all that the account ever granted us. Looks through every link, which is rare enough. */
  async #servesAnotherLink(accountEmail: string): Promise<boolean> {
    let after: TenantId | undefined;
    for (;;) {
      const page = await this.#ports.links.list({ after, limit: PAGE });
      if (page.some((link) => link.status !== "unlinked" && isSameAccount(link.accountEmail, accountEmail)))
        return true;
      if (page.length < PAGE) return false;
      after = page.at(-1)?.tenantId;
    }
  }
}

/** Google does not tell accounts apart by case, and a revocation too many would cut off another tenant. */
const isSameAccount = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
