import { PortFailure } from "../failures/port-failure.ts";
import { MemoryAttendanceStore } from "../memory/memory-attendance-store.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import { MemorySyncRunLog } from "../memory/memory-sync-run-log.ts";
import type { TenantId } from "../model/ids.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { storeFaults } from "./faults.ts";
import type { Process } from "./process.ts";
import { simulatedCall } from "./simulated-call.ts";
import type { World } from "./world.ts";

const storeGone = (): PortFailure => new PortFailure("store-unavailable", "the simulation lost it");
const untold = (): PortFailure => new PortFailure("notice-undelivered", "the simulation lost it");

type StorePorts = Pick<ExportPorts, "attendance" | "ledger" | "runs" | "notifier" | "queue">;

/** The stores and the outboxes' takers, as one process reaches them. */
export const simulatedStores = (world: World, process: Process): StorePorts => {
  const { database } = world;
  const attendance = new MemoryAttendanceStore(database);
  const ledger = new MemoryExportLedger(database);
  const runs = new MemorySyncRunLog(database);

  const store = <Result>(name: string, tenant: TenantId, effect: () => Promise<Result>): Promise<Result> => {
    world.mayConcern(process, tenant, name);
    return simulatedCall(world, process, { name, effect, faults: storeFaults, silence: storeGone });
  };
  const outside = (name: string, tenant: TenantId, effect: () => Promise<void>): Promise<void> => {
    world.mayConcern(process, tenant, name);
    return simulatedCall(world, process, { name, effect, faults: storeFaults, silence: untold });
  };

  return {
    attendance: {
      backlog: (tenant, page) => store("backlog", tenant, () => attendance.backlog(tenant, page)),
      markExported: (tenant, batch) =>
        store("markExported", tenant, () => attendance.markExported(tenant, batch)),
      setAside: (tenant, entries) => store("setAside", tenant, () => attendance.setAside(tenant, entries)),
      quarantine: (tenant, limit) => store("quarantine", tenant, () => attendance.quarantine(tenant, limit)),
    },
    ledger: {
      transact: (tenant, transition) => store("transact", tenant, () => ledger.transact(tenant, transition)),
      frozenRows: (tenant, sequence) =>
        store("frozenRows", tenant, () => ledger.frozenRows(tenant, sequence)),
      closedBatches: (tenant, limit) =>
        store("closedBatches", tenant, () => ledger.closedBatches(tenant, limit)),
    },
    runs: {
      begin: (run) => store("runs.begin", run.tenantId, () => runs.begin(run)),
      finish: (run) => store("runs.finish", run.tenantId, () => runs.finish(run)),
      recent: (tenant, page) => store("runs.recent", tenant, () => runs.recent(tenant, page)),
      find: (tenant, id) => store("runs.find", tenant, () => runs.find(tenant, id)),
    },
    notifier: {
      tell: (tenant, notice, link) =>
        outside("tell", tenant, () => world.notifier.tell(tenant, notice, link)),
    },
    queue: {
      ask: (request) => outside("ask", request.tenantId, () => world.queue.ask(request)),
      bury: (letter) => outside("bury", letter.tenantId, () => world.queue.bury(letter)),
    },
  };
};
