import type { AuditReport, TenantId } from "@attendance-export/core";
import type { Installation } from "./installation.ts";
import { UserError } from "./user-error.ts";

/** One sheet compared with the store. */
export interface Verification {
  readonly tenant: TenantId;
  /** Records that the store says are on the sheet, and rows that are there. */
  readonly expected: number;
  readonly rows: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly unknown: number;
  readonly altered: number;
  /** Changed since they were exported: not wrong, the sheet shows what was approved then. */
  readonly corrected: number;
  /** Approved and not exported yet: not wrong either, the next run takes them. */
  readonly backlog: number;
  /** Rows of a batch that a run left open: they may be on the sheet, as unknown ones, until the next run settles it. */
  readonly open: number;
  /** Nothing missing, twice, unknown or altered, and the header as it was. */
  readonly clean: boolean;
  /** One sentence for each thing that is wrong, the first few of each kind. */
  readonly findings: readonly string[];
}

/** Enough to go and look; the counts say how many there are. */
const SHOWN = 5;

export const verifyTenant = async (
  installation: Pick<Installation, "auditSheet" | "register" | "links">,
  tenant: TenantId,
): Promise<Verification> => {
  const report = await installation.auditSheet().execute(tenant);
  if (report === undefined)
    throw new UserError(
      `The tenant ${tenant} has no linked sheet.`,
      "Link one: attendance-export link --help.",
    );
  const findings = findingsOf(report);
  const { backlog, quarantined } = await installation.register.tally(tenant);
  const open = (await installation.links.load(tenant))?.ledger.open?.size ?? 0;
  return {
    tenant,
    expected: report.expected,
    rows: report.rows,
    missing: report.missing.count,
    duplicates: report.duplicates.count,
    unknown: report.unknown.count,
    altered: report.altered.count,
    corrected: report.corrected,
    backlog: Math.max(0, backlog - quarantined),
    open,
    clean: findings.length === 0,
    findings,
  };
};

const findingsOf = ({
  missing,
  duplicates,
  unknown,
  altered,
  headerChanged,
}: AuditReport): readonly string[] => [
  ...(headerChanged ? ["row 1 is not the header that was written"] : []),
  ...missing.first.slice(0, SHOWN).map((id) => `missing: ${id} is not on the sheet`),
  ...duplicates.first
    .slice(0, SHOWN)
    .map(({ recordId, row }) => `duplicate: ${recordId} again in row ${row}`),
  ...unknown.first.slice(0, SHOWN).map(({ row, text }) => `unknown: row ${row} (${JSON.stringify(text)})`),
  ...altered.first
    .slice(0, SHOWN)
    .flatMap(({ recordId, row, cells }) =>
      cells
        .slice(0, 1)
        .map(
          ({ header, expected, found }) =>
            `altered: ${recordId} in row ${row}, ${header}: ${short(found)} instead of ${short(expected)}`,
        ),
    ),
];

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
};
