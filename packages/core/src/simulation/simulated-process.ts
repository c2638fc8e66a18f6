import type { ExportPorts } from "../use-cases/export/run-context.ts";
import type { Process } from "./process.ts";
import { simulatedClock } from "./simulated-clock.ts";
import { SimulatedIds } from "./simulated-ids.ts";
import { simulatedSheets } from "./simulated-sheets.ts";
import { simulatedStores } from "./simulated-stores.ts";
import type { World } from "./world.ts";

/** The ports of one process, every call of which is the world's to decide. `skewMs`: how far its clock is off. */
export const simulatedPorts = (world: World, process: Process, skewMs: number): ExportPorts => ({
  ...simulatedStores(world, process),
  ...simulatedSheets(world, process),
  timetable: world.timetable,
  clock: simulatedClock(world, process, skewMs),
  ids: new SimulatedIds(process.name, world.fingerprints),
});
