import type { Protocol } from "../protocol/protocol.ts";
import type { ExportPorts } from "../use-cases/export/run-context.ts";
import type { World } from "./world.ts";

/** A mistake that the simulation must find. Exists nowhere else. */
export interface Mutant {
  /** What somebody might have built instead. */
  readonly mistake: string;
  readonly ports?: (ports: ExportPorts, world: World) => ExportPorts;
  readonly protocol?: Partial<Protocol>;
  /** The only kind of world in which it can show, by the first choices of its plan. */
  readonly plans?: readonly number[];
  /** Takes more seeds than a test has time for; campaigns find it, and the model does in every test run. */
  readonly rare?: true;
  /** Changes the world itself, once everybody has moved in. */
  readonly world?: (world: World) => void;
}
