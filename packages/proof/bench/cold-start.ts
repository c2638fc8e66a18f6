import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface ColdStartFigure {
  readonly what: string;
  readonly ms: number;
}

const main = fileURLToPath(import.meta.resolve("@attendance-export/runtime-node")).replace("index.", "main.");

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;

/** `npm run` keeps what was compiled; who calls the program by itself has nothing of the kind. */
const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };

/** From the start of a process to its end, sources without a build; beside it what Node.js alone takes. */
export const measureColdStart = (rounds: number): readonly ColdStartFigure[] =>
  [
    { what: "node -e 0", args: ["-e", "0"] },
    { what: "attendance-export --help", args: [main, "--help"] },
  ].map(({ what, args }) => {
    const times = Array.from({ length: rounds }, () => {
      const startedAt = performance.now();
      const { status } = spawnSync(process.execPath, args, { env });
      if (status !== 0) throw new Error(`${what} ended with ${status}`);
      return performance.now() - startedAt;
    });
    return { what, ms: Math.round(median(times)) };
  });
