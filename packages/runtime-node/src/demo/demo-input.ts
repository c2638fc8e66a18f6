import { basename, extname } from "node:path";
import { InvalidInput, type TenantId, tenantId, timeZone } from "@attendance-export/core";
import type { ImportedFile } from "../import/import-file.ts";
import type { ImportSummary } from "../import/import-records.ts";
import type { Stores } from "../installation.ts";
import { organisations } from "../sample/organisations.ts";
import { sampleRecords } from "../sample/sample-records.ts";
import { UserError } from "../user-error.ts";
import { type NewDemoTenant, storeDrafts } from "./demo-tenant.ts";

/** The tenants whose records are in the store now. */
export interface DemoInput {
  readonly tenants: readonly [NewDemoTenant, ...NewDemoTenant[]];
  /** Approved records of the largest of them. */
  readonly largest: number;
  readonly import?: ImportSummary & { readonly assumed: readonly string[] };
}

/** The seed of the sample: any would do, but everybody's figures should be of the same records. */
const SEED = 2_024;

/** Stores the sample of three organisations, `records` approved ones in all. */
export const loadSample = async (
  { register }: Stores,
  records: number,
  onProgress: (records: number) => void,
): Promise<DemoInput> => {
  let before = 0;
  for (const [index, organisation] of organisations.entries()) {
    const approved = shareOf(records, index);
    let stored = 0;
    await storeDrafts(
      register,
      organisation.tenantId,
      sampleRecords(organisation, { approved, seed: SEED + index }),
      (count) => {
        stored = count;
        onProgress(before + count);
      },
    );
    before += stored;
  }
  return { tenants: organisations, largest: shareOf(records, organisations.length - 1) };
};

/** Thirds that add up to the whole. */
const shareOf = (records: number, index: number): number =>
  Math.floor((records + index) / organisations.length);

/** Stores a file's records for one tenant, which is named after the file. */
export const loadFile = async (
  { register }: Stores,
  file: string,
  importFile: (tenant: TenantId) => Promise<ImportedFile>,
): Promise<DemoInput> => {
  const title = basename(file, extname(file));
  const tenant = tenantOf(title);
  const { summary, timeZone: zone, fields, assumed } = await importFile(tenant);
  if (summary.added + summary.changed + summary.unchanged === 0)
    throw new UserError(
      `No record of ${file} could be imported.`,
      "The lines above say what is wrong with its rows, the mapping says which column is what.",
    );
  const accountEmail = "owner@demo.example";
  const { approved: largest } = await register.tally(tenant);
  const only = { tenantId: tenant, title, accountEmail, timeZone: timeZone(zone ?? "UTC"), fields };
  return { tenants: [only], largest, import: { ...summary, assumed } };
};

const tenantOf = (title: string): TenantId => {
  try {
    return tenantId(title.replaceAll(/[^A-Za-z0-9_.-]+/g, "-").slice(0, 60));
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause;
    return tenantId("your-file");
  }
};
