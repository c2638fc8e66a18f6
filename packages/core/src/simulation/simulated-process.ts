import { PortFailure } from "../failures/port-failure.ts";
import { MemoryAttendanceStore } from "../memory/memory-attendance-store.ts";
import { MemoryExportLedger } from "../memory/memory-export-ledger.ts";
import { MemoryReceiptBook } from "../memory/memory-receipt-book.ts";
import { MemorySheetSink } from "../memory/memory-sheet-sink.ts";
import { MemorySyncRunLog } from "../memory/memory-sync-run-log.ts";
import { SeededIds } from "../memory/seeded-ids.ts";
import type { Clock } from "../ports/clock.ts";
import type { AppendOutcome } from "../ports/sheet-sink.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import { type Fault, sheetFaults, storeFaults } from "./faults.ts";
import { simulatedAppend } from "./simulated-append.ts";
import { type Process, simulatedCall } from "./simulated-call.ts";
import type { World } from "./world.ts";

/** Turns the honest ports of a process into mistaken ones, for the mutants of the catalogue. */
export type PortMutation = (ports: ExportPorts, world: World) => ExportPorts;

const noAnswer = (): PortFailure => new PortFailure("no-answer", "the simulation lost it");
const storeGone = (): PortFailure => new PortFailure("store-unavailable", "the simulation lost it");
const fails = (code: "provider-error" | "rate-limited") => (): Promise<never> =>
  Promise.reject(new PortFailure(code, "the simulation's weather"));

const refusals = ["content-refused", "refused-unknown"] as const;

/** The ports of one process, every call of which is the world's to decide. `skewMs`: how far its clock is off. */
export const simulatedPorts = (world: World, process: Process, skewMs: number): ExportPorts => {
  const { database, spreadsheets } = world;
  const attendance = new MemoryAttendanceStore(database);
  const ledger = new MemoryExportLedger(database);
  const runs = new MemorySyncRunLog(database);
  const sink = new MemorySheetSink(spreadsheets);
  const append = simulatedAppend(world, sink);
  const receipts = new MemoryReceiptBook(spreadsheets);

  const store = <Result>(name: string, effect: () => Promise<Result>): Promise<Result> =>
    simulatedCall(world, process, { name, effect, faults: storeFaults, silence: storeGone });
  const sheet = <Result>(
    name: string,
    effect: () => Promise<Result>,
    answers: Partial<Record<Fault, () => Promise<Result>>> = {},
  ): Promise<Result> =>
    simulatedCall(world, process, {
      name,
      effect,
      faults: sheetFaults,
      silence: noAnswer,
      answers: {
        "server-error-before": fails("provider-error"),
        "server-error-after": () =>
          world
            .takeEffect(`${process.name} ${name}`, effect)
            .then(fails("provider-error"), fails("provider-error")),
        throttled: fails("rate-limited"),
        ...answers,
      },
    });
  const spurious = (): Promise<Extract<AppendOutcome, { status: "refused" }>> => {
    const code = refusals[world.decider.pick(refusals.length, "plan")] ?? "refused-unknown";
    return Promise.resolve({ status: "refused", failure: new PortFailure(code, "the simulation's whim") });
  };

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
    sink: {
      append: (grant, sealed) =>
        sheet("append", () => append(grant, sealed), { "spurious-refusal": spurious }),
      probe: (...call) => sheet("probe", () => sink.probe(...call)),
    },
    receipts: {
      read: (...call) =>
        sheet("receipts.read", () => receipts.read(...call), { "stale-read": () => Promise.resolve("none") }),
      void: (...call) =>
        sheet("receipts.void", () => receipts.void(...call), { "spurious-refusal": spurious }),
      prune: (...call) => sheet("receipts.prune", () => receipts.prune(...call)),
    },
    notifier: {
      tell: (...call) =>
        simulatedCall(world, process, {
          name: "tell",
          effect: () => world.notifier.tell(...call),
          faults: storeFaults,
          silence: () => new PortFailure("notice-undelivered", "the simulation lost it"),
        }),
    },
    queue: {
      ask: async () => undefined,
      bury: (letter) =>
        simulatedCall(world, process, {
          name: "bury",
          effect: () => world.queue.bury(letter),
          faults: storeFaults,
          silence: () => new PortFailure("notice-undelivered", "the simulation lost it"),
        }),
    },
    timetable: world.timetable,
    clock: simulatedClock(world, process, skewMs),
    ids: new SeededIds(process.name),
  };
};

const simulatedClock = ({ timeline }: World, process: Process, skewMs: number): Clock => ({
  now: () => timeline.now + skewMs,
  sleep: (ms) => {
    timeline.park();
    return new Promise((resolve) => {
      timeline.after(ms, () => {
        if (process.dead) return;
        timeline.wake();
        resolve();
      });
    });
  },
});
