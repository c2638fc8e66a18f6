import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Bounds } from "./bounds.ts";
import { smallest } from "./bounds.ts";
import type { SpinJob } from "./spin-job.ts";
import { parsePan, type SpinResult } from "./spin-report.ts";

const run = promisify(execFile);

/** The model's bounds as the switches of `export.pml`, which has neither lease nor spares. */
export const flagsOf = (bounds: Bounds): readonly string[] => {
  const numbers: readonly (readonly [keyof Bounds, string])[] = [
    ["workers", "W"],
    ["records", "R"],
    ["inFlight", "K"],
    ["batches", "B"],
    ["poison", "POISON"],
    ["late", "LATE"],
    ["edits", "EDITS"],
    ["revokes", "REVOKES"],
    ["spuriousRefusals", "SPUR"],
    ["suspicions", "SUSP"],
    ["relinks", "RELINKS"],
    ["restores", "RESTORES"],
    ["strangers", "STRANGERS"],
    ["pruning", "PRUNE"],
    ["readAhead", "AHEAD"],
  ];
  const flags = numbers
    .filter(([key]) => bounds[key] !== smallest[key])
    .map(([key, name]) => `-D${name}=${Number(bounds[key])}`);
  if (bounds.usedIdsAccepted) flags.push("-DUSED_ACCEPTED");
  if (bounds.ablation !== undefined) flags.push(`-D${bounds.ablation}`);
  return flags;
};

/** Why spin cannot run on this machine, or nothing. */
export const spinIsMissing = async (): Promise<string | undefined> => {
  for (const [program, flag] of [
    ["spin", "-V"],
    ["gcc", "--version"],
  ] as const)
    try {
      await run(program, [flag]);
    } catch (failure) {
      return `${program} does not run here (${String((failure as { code?: unknown }).code)}); Debian has it: apt-get install spin gcc`;
    }
  return undefined;
};

const model = fileURLToPath(new URL("../../../../docs/model/export.pml", import.meta.url));

/** Depth of the search stack; the largest worlds need some hundred thousand. */
const MAX_DEPTH = 3_000_000;

/** Translates, compiles and runs one variant, exhaustively. Rejects where it could not be seen to its end. */
export const checkBySpin = async (job: SpinJob): Promise<SpinResult> => {
  const folder = mkdtempSync(join(tmpdir(), "export-model-"));
  const cwd = { cwd: folder };
  try {
    copyFileSync(model, join(folder, "export.pml"));
    await run("spin", ["-a", ...(job.drains ? ["-DCALM"] : []), ...job.flags, "export.pml"], cwd);
    // Compiling well takes longer than most of the variants take to run.
    const optimisation = job.seconds > 60 ? "-O1" : "-O0";
    const kind = job.drains ? "-DNFAIR=4" : "-DSAFETY";
    const limits = [`-DMEMLIM=${job.megabytes}`, "-DVECTORSZ=2048", "-DCOLLAPSE"];
    await run("gcc", [optimisation, "-w", kind, ...limits, "-o", "pan", "pan.c"], cwd);
    const search = [...(job.drains ? ["-a", "-f"] : []), `-m${MAX_DEPTH}`, `-w${job.seconds > 60 ? 25 : 20}`];
    const startedAt = performance.now();
    const { stdout } = await run("./pan", search, {
      ...cwd,
      timeout: job.seconds * 1000,
      maxBuffer: 1 << 26,
    });
    return parsePan(job, stdout, (performance.now() - startedAt) / 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
