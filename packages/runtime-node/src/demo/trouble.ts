import type { TenantId } from "@attendance-export/core";
import type { TenantExport } from "../tenant-exporter.ts";
import type { DemoTenant } from "./demo-tenant.ts";
import type { DemoWorld } from "./demo-world.ts";
import { killWorkerAfterAppend } from "./killed-worker.ts";

/** What went wrong on purpose, and what came of it. */
export interface StagedTrouble {
  /** Null where it met all of them. */
  readonly tenant: TenantId | null;
  readonly what: string;
  /** False where there was nothing left to send that it could have met. */
  readonly happened: boolean;
  readonly outcome: string;
}

/** Exports a tenant in this process. */
type ExportTenant = (tenant: DemoTenant) => Promise<TenantExport>;

export type Trouble = (
  world: DemoWorld,
  tenant: DemoTenant,
  exportTenant: ExportTenant,
) => Promise<StagedTrouble>;

const BATCH_UPDATE = "spreadsheets.batchUpdate";
const nothingLeft = "nothing was left to send";

/** The worst moment to die: the rows are on the sheet and nobody knows. */
const workerKilled: Trouble = async (world, tenant) => {
  const happened = await killWorkerAfterAppend(world, tenant);
  return {
    tenant: tenant.tenantId,
    what: "a worker was killed after its rows were written and before it knew",
    happened,
    outcome: happened
      ? "its rows and their receipt are on the sheet, its batch is open: the next run goes by the receipt"
      : nothingLeft,
  };
};

/** The connection breaks, and the rows arrive all the same, later. */
const writtenLate: Trouble = async (world, tenant, exportTenant) => {
  const { faults } = world.emulator;
  faults.arm({ do: "commit late", answer: "drop" }, { on: target(tenant) });
  const result = await exportTenant(tenant);
  const happened = faults.releaseLate() > 0;
  faults.clear();
  const waited = result.status === "ran" && result.ending.status === "deferred";
  return {
    tenant: tenant.tenantId,
    what: "a connection broke, and its rows were written only after the run had ended",
    happened,
    outcome:
      happened && waited
        ? "the run did not send them again: it left the batch to the next one, which goes by the receipt"
        : nothingLeft,
  };
};

/** The rows are written and the answer is lost. */
const answerLost: Trouble = async (world, tenant, exportTenant) => {
  const { faults } = world.emulator;
  faults.arm({ do: "commit", answer: "drop" }, { on: target(tenant) });
  await exportTenant(tenant);
  const happened = faults.pending() === 0;
  faults.clear();
  return {
    tenant: tenant.tenantId,
    what: "the rows were written and the answer was lost",
    happened,
    outcome: happened ? "the same run read the receipt and went on" : nothingLeft,
  };
};

/** In the order in which they are staged; tenants take turns. */
export const troubles: readonly Trouble[] = [workerKilled, writtenLate, answerLost];

const target = ({ sheet }: DemoTenant) => ({ fileId: sheet.spreadsheetId, method: BATCH_UPDATE });
