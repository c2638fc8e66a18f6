import type { FailureCode } from "../failures/failure-table.ts";
import type { TenantId } from "../model/ids.ts";
import type { LinkedSheet } from "../model/linked-sheet.ts";
import type { ExportQueue } from "../ports/export-queue.ts";
import { askForBacklog } from "./ask-for-backlog.ts";
import { type LinkPorts, type LinkRequest, LinkSheet, obstacleOf } from "./link-sheet.ts";

export interface RelinkPorts extends LinkPorts {
  readonly queue: ExportQueue;
}

/**
 * - `linked`: exports go to the other sheet, and the backlog is asked for.
 * - `consent-needed`: no grant is kept that could do it. `already-linked`: to this file, and nothing is wrong with that link.
 * - `cannot-link`: the account of the present consent cannot work on that file; `code` says why.
 *
 * Except for the first, nothing was changed.
 */
export type RelinkOutcome =
  | { readonly status: "linked" }
  | { readonly status: "consent-needed" | "already-linked" }
  | { readonly status: "cannot-link"; readonly code: FailureCode };

/** Links another sheet with the consent that is there: same account, same columns, same zone. */
export class RelinkSheet {
  readonly #ports: RelinkPorts;

  constructor(ports: RelinkPorts) {
    this.#ports = ports;
  }

  async execute(
    tenantId: TenantId,
    { spreadsheet, tabTitle }: Pick<LinkRequest, "spreadsheet" | "tabTitle">,
  ): Promise<RelinkOutcome> {
    const { links, credentials, vault, queue } = this.#ports;
    const link = (await links.load(tenantId))?.link;
    if (link === undefined || link.status === "unlinked") return { status: "consent-needed" };
    if (isWell(link) && "id" in spreadsheet && spreadsheet.id === link.sheet.spreadsheetId)
      return { status: "already-linked" };
    const grant = { tenantId, version: link.grantVersion };
    const sealed = await credentials.find(grant);
    if (sealed === undefined) return { status: "consent-needed" };
    const { accountEmail, timeZone, template, grantExpiresAt } = link;
    const code = await obstacleOf(async () => {
      const refreshToken = await vault.open(grant, sealed);
      const same = { accountEmail, timeZone, template, grantExpiresAt, refreshToken };
      return new LinkSheet(this.#ports).execute({ ...same, tenantId, spreadsheet, tabTitle });
    });
    if (code !== undefined) return { status: "cannot-link", code };
    await askForBacklog(queue, tenantId, "manual");
    return { status: "linked" };
  }
}

/** A link in error may be linked to its own file anew: where its tab is gone, that is the way to another one. */
export const isWell = ({ status }: LinkedSheet): boolean => status === "active";
