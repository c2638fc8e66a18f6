import { type Ablation, ablations, type Spare, spares } from "./ablations.ts";
import { type Bounds, smallest } from "./bounds.ts";
import { ablationCases, type Configuration, residual, small } from "./configurations.ts";
import { explore } from "./explore.ts";
import { Model } from "./model.ts";
import type { SpinResult } from "./spin-report.ts";

/** A world that was seen to its end, or to the first violation. */
export interface Exploration {
  readonly name: string;
  readonly differs: string;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** The invariant that breaks, in words; null if none does. */
  readonly broken: string | null;
  /** The shortest way there, a line a move. */
  readonly trace: string;
  /** States from which not everything drains once faults have ended; null if nobody asked. */
  readonly stuck: number | null;
  readonly exhausted: number;
  readonly seconds: number;
}

/** What the page shows, as measured. */
export interface ModelResults {
  readonly small: readonly Exploration[];
  readonly large: readonly Exploration[];
  readonly ablations: readonly Exploration[];
  readonly spares: readonly Exploration[];
  readonly residual: readonly Exploration[];
  readonly spin: readonly SpinResult[];
}

/** What all measurements but the large ones give. */
export type SmallResults = Pick<ModelResults, "small" | "ablations" | "spares" | "residual">;

const differences = (bounds: Bounds): string =>
  Object.entries(bounds)
    .filter(([key, value]) => key !== "ablation" && value !== smallest[key as keyof Bounds])
    .map(([key, value]) => `${key} ${MASKS.includes(key) ? `0b${Number(value).toString(2)}` : String(value)}`)
    .join(", ");

const MASKS = ["poison", "late", "edits"];

/** Explores a world that is meant to be well: everything is checked, and that everything drains. */
export const exploreWell = ({ name, bounds }: Configuration, limit?: number): Exploration =>
  measured(name, bounds, { liveness: true, ...(limit === undefined ? {} : { limit }) });

/** Explores a world for harm that users would notice. */
const exploreHarm = ({ name, bounds }: Configuration): Exploration =>
  measured(name, bounds, { only: "harm" });

const measured = (name: string, bounds: Bounds, options: Parameters<typeof explore>[1]): Exploration => {
  const before = process.cpuUsage();
  const { violation, stuck, complete, trace, ...explored } = explore(new Model(bounds), options);
  if (violation === undefined && !complete) throw new Error(`${name}: too large to be seen to its end`);
  return {
    name,
    differs: differences(bounds),
    ...explored,
    broken: violation ?? null,
    trace: trace.join("\n"),
    stuck: stuck ?? null,
    seconds: secondsSince(before),
  };
};

/** Of the processor, so that a busy machine does not count. */
const secondsSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 100_000) / 10;
};

const keys = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(record) as Key[];

export const exploreAblation = (ablation: Ablation): Exploration =>
  exploreHarm({ name: ablation, bounds: { ...ablationCases[ablation].bounds, ablation } });

export const exploreSpare = (spare: Spare): Exploration =>
  exploreHarm({ name: spare, bounds: { ...ablationCases.STALE_AHEAD.bounds, ablation: spare } });

export const exploreResidual = (configuration: Configuration): Exploration => exploreHarm(configuration);

export const exploreSmall = (): SmallResults => ({
  small: small.map((configuration) => exploreWell(configuration)),
  ablations: keys(ablations).map(exploreAblation),
  spares: keys(spares).map(exploreSpare),
  residual: residual.map(exploreResidual),
});
