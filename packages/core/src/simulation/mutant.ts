import type { Protocol } from "../protocol/protocol.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import type { World } from "./world.ts";

/** A mistake that the simulation must find. Exists nowhere else. */
export interface Mutant {
  /** What somebody might have built instead. */
  readonly mistake: string;
  readonly ports?: (ports: ExportPorts, world: World) => ExportPorts;
  readonly protocol?: Partial<Protocol>;
  /** For a mistake that takes more seeds than anybody has time for: what has to happen, as lines of the story. */
  readonly plot?: readonly string[];
  /** Changes the world itself, once everybody has moved in. */
  readonly world?: (world: World) => void;
}
