import { defaultExportPolicy, type ExportPolicy } from "../protocol/export-policy.ts";
import { protocol } from "../protocol/protocol.ts";
import { ExportAttendance } from "../use-cases/export-attendance.ts";
import type { Mutant } from "./mutants.ts";
import type { Process } from "./simulated-call.ts";
import { simulatedPorts } from "./simulated-process.ts";
import { TENANT, type World } from "./world.ts";

/** Small batches meet all the same mistakes as large ones, sooner. */
export const simulationPolicy: ExportPolicy = {
  ...defaultExportPolicy,
  maxRows: 4,
  runBudgetMs: 330_000,
  maxBatches: 50,
};

/** How far the clocks of processes are off. */
const SKEWS_MS = [0, -300_000, 300_000, 3_600_000];

/** Starts processes that export, and counts them. */
export class Exporters {
  readonly #world: World;
  readonly #mutant: Mutant;
  started = 0;

  constructor(world: World, mutant: Mutant) {
    this.#world = world;
    this.#mutant = mutant;
  }

  startAfter(ms: number): void {
    this.#world.timeline.after(ms, () => this.#start());
  }

  #start(): void {
    const world = this.#world;
    const process: Process = { name: `run-${++this.started}`, dead: false };
    const skewMs = SKEWS_MS[world.calm ? 0 : world.decider.pick(SKEWS_MS.length, "fault")] ?? 0;
    const honest = simulatedPorts(world, process, skewMs);
    const ports = this.#mutant.ports?.(honest, world) ?? honest;
    const decisions = { ...protocol, ...this.#mutant.protocol };
    const useCase = new ExportAttendance(ports, simulationPolicy, decisions);
    world.tell(`${process.name} begins`);
    world.timeline.wake();
    useCase.execute({ tenantId: TENANT, trigger: "schedule" }).then(
      (report) => {
        world.tell(`${process.name} ends: ${report.status === "ran" ? report.ending.status : report.status}`);
        world.timeline.park();
      },
      (failure: unknown) => {
        world.tell(`${process.name} fails: ${String(failure)}`);
        world.crashed(failure);
        world.timeline.park();
      },
    );
  }
}
