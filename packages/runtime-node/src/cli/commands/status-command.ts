import type { LinkedSheet, Tally, TenantId } from "@attendance-export/core";
import { sheetUrl } from "@attendance-export/http-api";
import { composeStores } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { emulatorUrl } from "../../google-settings.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { counted } from "../progress.ts";
import { textTable } from "../text-table.ts";
import { linkedTenants } from "./linked-tenants.ts";

export interface StatusOptions extends CommonOptions {
  readonly tenant?: TenantId;
}

/** How each link and its records stand. Ends with 1 where a person must do something. */
export const statusCommand = async (options: StatusOptions, context: CommandContext): Promise<number> => {
  using stores = composeStores(dataFolder(options.data));
  const entries: Entry[] = [];
  for (const link of await linkedTenants(stores.links, options.tenant))
    entries.push({
      link,
      tally: await stores.register.tally(link.tenantId),
      sheet: sheetUrl(link.sheet, emulatorUrl(context.environment)),
    });
  if (options.json) writeJson(context, { tenants: entries.map(asJson) });
  else showStatus(entries, context);
  return entries.every(({ link }) => link.status === "active") ? exitCode.ok : exitCode.failed;
};

interface Entry {
  readonly link: LinkedSheet;
  readonly tally: Tally;
  /** Where a person can look at it. */
  readonly sheet: string;
}

const asJson = ({ link, tally, sheet }: Entry) => ({
  tenant: link.tenantId,
  status: link.status,
  errorCode: link.errorCode,
  errorDetails: link.errorDetails,
  lastSyncStatus: link.lastSyncStatus,
  lastSyncTimestamp: iso(link.lastSyncTimestamp),
  lastAttempt: iso(link.lastAttempt),
  sheet,
  account: link.accountEmail,
  ...tally,
});

const showStatus = (entries: readonly Entry[], { out }: CommandContext): void => {
  const rows = entries.map(({ link, tally, sheet }) => [
    link.tenantId,
    link.status,
    iso(link.lastSyncTimestamp) ?? "never",
    ...[tally.approved, tally.exported, tally.backlog, tally.quarantined, tally.corrected].map(counted),
    sheet,
  ]);
  out.line(
    textTable(
      [
        { name: "tenant" },
        { name: "link" },
        { name: "last good run" },
        { name: "approved", align: "right" },
        { name: "exported", align: "right" },
        { name: "backlog", align: "right" },
        { name: "set aside", align: "right" },
        { name: "corrected", align: "right" },
        { name: "sheet" },
      ],
      rows,
    ),
  );
  for (const { link } of entries)
    if (link.errorDetails !== null)
      out.line(`${out.style("red", link.tenantId)}: ${link.errorDetails} (${link.errorCode})`);
};

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
