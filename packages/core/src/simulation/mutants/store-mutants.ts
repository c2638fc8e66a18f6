import type { TenantId } from "../../model/ids.ts";
import type { AttendanceStore } from "../../ports/attendance-store.ts";
import type { ExportLedger } from "../../ports/export-ledger.ts";
import type { SyncRunLog } from "../../ports/sync-run-log.ts";
import { protocol } from "../../protocol/protocol.ts";
import type { ExportPorts } from "../../use-cases/export/run-context.ts";
import type { Mutant } from "../mutant.ts";
import type { World } from "../world.ts";

/** Mistakes in what is written to the stores, for whom, and in which order. */
export const storeMutants = {
  "mark-before-append": {
    mistake: "records are marked before their rows are sent",
    ports: (ports) => ({
      ...ports,
      sink: {
        ...ports.sink,
        append: async (grant, sealed) => {
          const records = sealed.rows.map(({ recordId, revision }) => ({ recordId, revision }));
          const { sequence, plannedAt } = sealed.batch;
          await ports.attendance.markExported(grant.tenantId, { sequence, exportedAt: plannedAt, records });
          return ports.sink.append(grant, sealed);
        },
      },
    }),
  },
  "confirmed-before-marked": {
    mistake: "a batch is confirmed before its records are marked",
    ports: (ports) => {
      const { later, ledger } = afterTheNextTransaction(ports);
      const markExported: AttendanceStore["markExported"] = async (...call) =>
        later(() => ports.attendance.markExported(...call));
      return { ...ports, ledger, attendance: { ...ports.attendance, markExported } };
    },
  },
  "closed-before-set-aside": {
    mistake: "a void batch of one is closed before its record is set aside",
    plot: [
      "record-2, pending",
      "run-1 append: spurious-refusal",
      "run-1 is paused for 3600 s before setAside",
    ],
    ports: (ports) => {
      const { later, ledger } = afterTheNextTransaction(ports);
      const setAside: AttendanceStore["setAside"] = async (...call) =>
        later(() => ports.attendance.setAside(...call));
      return { ...ports, ledger, attendance: { ...ports.attendance, setAside } };
    },
  },
  "newest-revision-marked": {
    mistake: "a record that was edited after planning is marked in its new form",
    ports: (ports, world) => ({
      ...ports,
      attendance: {
        ...ports.attendance,
        markExported: (tenantId, batch) =>
          ports.attendance.markExported(tenantId, {
            ...batch,
            records: batch.records.map(({ recordId, revision }) => ({
              recordId,
              revision: world.tenant(tenantId).records.get(recordId)?.record.revision ?? revision,
            })),
          }),
      },
    }),
  },
  "set-aside-for-ever": {
    mistake: "a record that was set aside does not come back when it is edited",
    ports: (ports, world) => ({
      ...ports,
      attendance: {
        ...ports.attendance,
        quarantine: async (tenantId, limit) =>
          (await ports.attendance.quarantine(tenantId, limit)).map((entry) => ({
            ...entry,
            revision: world.tenant(tenantId).records.get(entry.recordId)?.record.revision ?? entry.revision,
          })),
      },
    }),
  },
  "ghosts-left": {
    mistake: "nobody closes the history of a run that died",
    protocol: {
      beginRun: (claim, nextSlot) => (state) => {
        const step = protocol.beginRun(claim, nextSlot)(state);
        return step.result?.status === "begun" ? { ...step, result: { ...step.result, ghosts: [] } } : step;
      },
    },
  },
  "history-after-lease": {
    mistake: "the lease is given back before the history is written",
    ports: (ports) => {
      const { later, ledger } = afterTheNextTransaction(ports);
      const finish: SyncRunLog["finish"] = async (run) =>
        run.errorCode === "run-abandoned" ? ports.runs.finish(run) : later(() => ports.runs.finish(run));
      return { ...ports, ledger, runs: { ...ports.runs, finish } };
    },
  },
  "neighbours-backlog": {
    mistake: "the backlog is read for the wrong tenant",
    ports: (ports, world) => ({
      ...ports,
      attendance: {
        ...ports.attendance,
        backlog: (tenantId, page) => ports.attendance.backlog(neighbourOf(world, tenantId), page),
      },
    }),
  },
  "neighbours-grant": {
    mistake: "rows are sent with another tenant's grant",
    ports: (ports, world) => ({
      ...ports,
      sink: {
        ...ports.sink,
        append: (grant, sealed) =>
          ports.sink.append({ ...grant, tenantId: neighbourOf(world, grant.tenantId) }, sealed),
      },
    }),
  },
} as const satisfies Record<string, Mutant>;

/** Puts a call off until the next transaction is through. */
const afterTheNextTransaction = (
  ports: ExportPorts,
): { readonly later: (call: () => Promise<void>) => void; readonly ledger: ExportLedger } => {
  let pending: (() => Promise<void>) | undefined;
  return {
    later: (call) => {
      pending = call;
    },
    ledger: {
      ...ports.ledger,
      transact: async (tenantId, transition) => {
        const result = await ports.ledger.transact(tenantId, transition);
        const call = pending;
        pending = undefined;
        await call?.();
        return result;
      },
    },
  };
};

const neighbourOf = ({ tenants }: World, tenantId: TenantId): TenantId =>
  tenants.find((other) => other !== tenantId) ?? tenantId;
