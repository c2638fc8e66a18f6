import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { EmulatedGoogle } from "../src/crash/emulated-google.ts";

export interface GrowthFigure {
  readonly records: number;
  readonly seconds: number;
  /** Largest resident memory of the exporting process. */
  readonly peakMb: number;
}

const child = fileURLToPath(new URL("./growth-child.ts", import.meta.url));
const run = promisify(execFile);
/** The limit that `npm start` gives itself. */
const HEAP = "--max-old-space-size=256";
const LONGEST_MS = 600_000;

/** Exports from SQLite to an emulator on a file, each size with fresh processes and files. */
export const measureGrowth = async (sizes: readonly number[]): Promise<readonly GrowthFigure[]> => {
  const figures: GrowthFigure[] = [];
  for (const records of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "attendance-export-bench-"));
    const google = await EmulatedGoogle.start(join(folder, "google.sqlite"));
    try {
      const told = JSON.stringify({ ...google.credentials, emulatorUrl: google.url });
      const args = (task: string) => [HEAP, child, task, join(folder, "data"), String(records), told];
      await run(process.execPath, args("fill"), { timeout: LONGEST_MS });
      const { stdout } = await run(process.execPath, args("export"), { timeout: LONGEST_MS });
      figures.push(JSON.parse(stdout) as GrowthFigure);
    } finally {
      await google.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return figures;
};
