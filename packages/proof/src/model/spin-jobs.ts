import { type Ablation, ablations } from "./ablations.ts";
import { ablationCases, type Configuration, residual, small, spinOnly } from "./configurations.ts";
import { flagsOf } from "./spin.ts";
import type { SpinJob } from "./spin-job.ts";

/** The Promela model knows no lease: everybody may always begin. */
const hasNoLease = ({ bounds }: Configuration): boolean => !bounds.lease;

const quick = { megabytes: 2_000, seconds: 60 };
const patient = { megabytes: 9_000, seconds: 1_200 };

/** Worlds in which nothing may break: the explorer's, and some that are too large for it. */
export const safeWorlds: readonly SpinJob[] = [
  ...small
    .filter(hasNoLease)
    .map(({ name, bounds }) => ({ name, flags: flagsOf(bounds), drains: false, ...quick })),
  ...spinOnly.map(({ name, bounds }) => ({ name, flags: flagsOf(bounds), drains: false, ...patient })),
];

/** Worlds in which everything must drain; where no link is made, nothing can. */
export const drainingWorlds: readonly SpinJob[] = small
  .filter((world) => hasNoLease(world) && world.bounds.workers === 2 && !world.bounds.usedIdsAccepted)
  .map(({ name, bounds }) => ({
    name,
    flags: flagsOf(bounds),
    drains: true,
    megabytes: 4_000,
    seconds: 600,
  }));

/** Each mechanism taken out, and what can still happen, as in the explorer; and what keeps the search for what never drains honest. */
export const brokenWorlds: readonly SpinJob[] = [
  ...(Object.keys(ablations) as Ablation[]).map((ablation) => ({
    name: ablation,
    flags: flagsOf({ ...ablationCases[ablation].bounds, ablation }),
    drains: false,
    ...quick,
  })),
  ...residual.map(({ name, bounds }) => ({ name, flags: flagsOf(bounds), drains: false, ...quick })),
  { name: "NO_RETRY", flags: ["-DR=1", "-DNO_RETRY"], drains: true, ...quick },
];

/** The smallest of all, for a machine that has spin: one world, and that it would be found broken. */
export const smallestJobs: readonly SpinJob[] = [
  { name: "smallest", flags: ["-DR=1"], drains: false, ...quick },
  { name: "NO_RECEIPT", flags: ["-DR=1", "-DNO_RECEIPT"], drains: false, ...quick },
];
