import type { TenantId } from "../../model/ids.ts";
import { protocol } from "../../protocol/protocol.ts";
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
      let pending: (() => Promise<void>) | undefined;
      return {
        ...ports,
        attendance: {
          ...ports.attendance,
          markExported: async (...call) => {
            pending = () => ports.attendance.markExported(...call);
          },
        },
        ledger: {
          ...ports.ledger,
          transact: async (tenantId, transition) => {
            const result = await ports.ledger.transact(tenantId, transition);
            const mark = pending;
            pending = undefined;
            if (mark !== undefined) await mark();
            return result;
          },
        },
      };
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
      let pending: (() => Promise<void>) | undefined;
      return {
        ...ports,
        runs: {
          ...ports.runs,
          finish: async (run) => {
            if (run.errorCode === "run-abandoned") return ports.runs.finish(run);
            pending = () => ports.runs.finish(run);
          },
        },
        ledger: {
          ...ports.ledger,
          transact: async (tenantId, transition) => {
            const result = await ports.ledger.transact(tenantId, transition);
            const finish = pending;
            pending = undefined;
            if (finish !== undefined) await finish();
            return result;
          },
        },
      };
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

const neighbourOf = ({ tenants }: World, tenantId: TenantId): TenantId =>
  tenants.find((other) => other !== tenantId) ?? tenantId;
