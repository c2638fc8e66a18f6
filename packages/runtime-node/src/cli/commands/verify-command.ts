import type { TenantId } from "@attendance-export/core";
import { compose } from "../../composition.ts";
import { dataFolder } from "../../data-folder.ts";
import { googleSettings } from "../../google-settings.ts";
import { type Verification, verifyTenant } from "../../verify-tenant.ts";
import { type CommandContext, type CommonOptions, writeJson } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { amount, counted } from "../progress.ts";
import { textTable } from "../text-table.ts";
import { linkedTenants } from "./linked-tenants.ts";

export interface VerifyOptions extends CommonOptions {
  readonly tenant?: TenantId;
}

/** Reads sheets back and compares them with the store. Ends with 1 if anything differs. */
export const verifyCommand = async (options: VerifyOptions, context: CommandContext): Promise<number> => {
  using installation = await compose({
    data: dataFolder(options.data),
    google: googleSettings(context.environment),
  });
  const verifications: Verification[] = [];
  for (const { tenantId } of await linkedTenants(installation.links, options.tenant))
    verifications.push(await verifyTenant(installation, tenantId));
  if (options.json) writeJson(context, { tenants: verifications });
  else showVerifications(verifications, context);
  return verifications.every(({ clean }) => clean) ? exitCode.ok : exitCode.failed;
};

const columns = [
  { name: "tenant" },
  { name: "exported", align: "right" },
  { name: "rows", align: "right" },
  { name: "missing", align: "right" },
  { name: "duplicates", align: "right" },
  { name: "unknown", align: "right" },
  { name: "altered", align: "right" },
  { name: "corrected", align: "right" },
  { name: "backlog", align: "right" },
] as const;

const showVerifications = (verifications: readonly Verification[], { out }: CommandContext): void => {
  out.line(
    textTable(
      columns,
      verifications.map(
        ({ tenant, expected, rows, missing, duplicates, unknown, altered, corrected, backlog }) => [
          tenant,
          ...[expected, rows, missing, duplicates, unknown, altered, corrected, backlog].map(counted),
        ],
      ),
    ),
  );
  for (const { tenant, findings, open } of verifications) {
    for (const finding of findings) out.line(`${out.style("red", tenant)}: ${finding}`);
    if (open > 0)
      out.line(
        `${tenant}: a batch of ${amount(open, "row")} is open; until the next export its rows count as unknown`,
      );
  }
};
