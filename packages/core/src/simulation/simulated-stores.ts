import { PortFailure } from "../failures/port-failure.ts";
import { MemoryAttendanceStore } from "../memory/memory-attendance-store.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import { MemorySyncRunLog } from "../memory/memory-sync-run-log.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { storeFaults } from "./faults.ts";
import { type Process, simulatedCall } from "./simulated-call.ts";
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

  const store = <Result>(name: string, effect: () => Promise<Result>): Promise<Result> =>
    simulatedCall(world, process, { name, effect, faults: storeFaults, silence: storeGone });
  const outside = (name: string, effect: () => Promise<void>): Promise<void> =>
    simulatedCall(world, process, { name, effect, faults: storeFaults, silence: untold });

  return {
    attendance: {
      backlog: (...call) => store("backlog", () => attendance.backlog(...call)),
      markExported: (...call) => store("markExported", () => attendance.markExported(...call)),
      setAside: (...call) => store("setAside", () => attendance.setAside(...call)),
      quarantine: (...call) => store("quarantine", () => attendance.quarantine(...call)),
    },
    ledger: {
      transact: (tenantId, transition) => store("transact", () => ledger.transact(tenantId, transition)),
      frozenRows: (...call) => store("frozenRows", () => ledger.frozenRows(...call)),
      closedBatches: (...call) => store("closedBatches", () => ledger.closedBatches(...call)),
    },
    runs: {
      begin: (run) => store("runs.begin", () => runs.begin(run)),
      finish: (run) => store("runs.finish", () => runs.finish(run)),
      recent: (...call) => store("runs.recent", () => runs.recent(...call)),
      find: (...call) => store("runs.find", () => runs.find(...call)),
    },
    notifier: { tell: (...call) => outside("tell", () => world.notifier.tell(...call)) },
    queue: {
      ask: (request) => outside("ask", () => world.queue.ask(request)),
      bury: (letter) => outside("bury", () => world.queue.bury(letter)),
    },
  };
};
