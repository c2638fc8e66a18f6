import type { TenantId } from "../model/ids.ts";
import { defaultExportPolicy, type ExportPolicy } from "../protocol/export-policy.ts";
import { protocol } from "../protocol/protocol.ts";
import { ExportAttendance } from "../use-cases/export-attendance.ts";
import type { Mutant } from "./mutant.ts";
import type { Process } from "./process.ts";
import { simulatedPorts } from "./simulated-process.ts";
import type { World } from "./world.ts";

/** Small batches meet all the same mistakes as large ones, sooner. */
const usualPolicy: ExportPolicy = {
  ...defaultExportPolicy,
  maxRows: 4,
  runBudgetMs: 330_000,
  maxBatches: 50,
};

const withoutLeases: ExportPolicy = { ...usualPolicy, leaseMs: 0 };

/** How far the clocks of processes are off. */
const SKEWS_MS = [0, -300_000, 300_000, 3_600_000];

/** Starts processes that export, and counts them. */
export class Exporters {
  readonly #world: World;
  readonly #mutant: Mutant;
  readonly #decisions: typeof protocol;
  started = 0;

  constructor(world: World, mutant: Mutant) {
    this.#world = world;
    this.#mutant = mutant;
    this.#decisions = { ...protocol, ...mutant.protocol };
  }

  startAfter(ms: number, tenantId: TenantId): void {
    this.#world.timeline.after(ms, () => this.#start(tenantId));
  }

  #start(tenantId: TenantId): void {
    const world = this.#world;
    const process: Process = { name: `run-${++this.started}`, tenantId, dead: false, denials: 0 };
    const skewMs = SKEWS_MS[world.calm ? 0 : world.decider.pick(SKEWS_MS.length, "fault")] ?? 0;
    const honest = simulatedPorts(world, process, skewMs);
    const ports = this.#mutant.ports?.(honest, world) ?? honest;
    // In the calm leases hold again: whether everything drains is not for runs that disturb each other to say.
    const policy = world.leasesLapse && !world.calm ? withoutLeases : usualPolicy;
    const useCase = new ExportAttendance(ports, policy, this.#decisions);
    world.story?.tell(`${process.name} begins for ${tenantId}`);
    world.timeline.wake();
    useCase.execute({ tenantId, trigger: "schedule" }).then(
      (report) => {
        if (report.status === "ran") world.report(tenantId, report.counts.exported);
        world.story?.tell(
          `${process.name} ends: ${report.status === "ran" ? report.ending.status : report.status}`,
        );
        world.timeline.park();
      },
      (failure: unknown) => {
        world.story?.tell(`${process.name} fails: ${String(failure)}`);
        world.crashed(failure);
        world.timeline.park();
      },
    );
  }
}
