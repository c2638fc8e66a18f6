import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { MutantName } from "../src/simulation/index.ts";
import { CampaignReport } from "./campaign-report.ts";
import type { Stretch, StretchTally } from "./stretch.ts";
import { tellViolation } from "./tell-story.ts";

export interface Campaign {
  readonly first: number;
  readonly runs: number;
  readonly minutes: number | undefined;
  readonly threads: number;
  readonly mutant: MutantName | undefined;
}

/** Long enough that handing them out costs nothing, short enough to stop soon. */
const STRETCH = 2_000;
const PROGRESS_EVERY_MS = 30_000;

/** Simulates seed after seed on all threads; true if no invariant was violated. */
export const runCampaign = async (campaign: Campaign): Promise<boolean> => {
  const report = new CampaignReport();
  const stretches = stretchesOf(campaign);
  const threads = Array.from({ length: campaign.threads }, () => work(stretches, report));
  const progress = setInterval(() => process.stderr.write(`${report.progress}\n`), PROGRESS_EVERY_MS);
  await Promise.all(threads);
  clearInterval(progress);
  console.log(report.print());
  const { violation } = report;
  if (violation !== undefined) await tellViolation(violation, campaign.mutant);
  return violation === undefined;
};

/** Ends when the runs or the minutes are over. */
function* stretchesOf({ first, runs, minutes, mutant }: Campaign): Generator<Stretch> {
  const deadline = minutes === undefined ? Number.POSITIVE_INFINITY : performance.now() + minutes * 60_000;
  for (let done = 0; done < runs && performance.now() < deadline; done += STRETCH)
    yield { first: first + done, runs: Math.min(STRETCH, runs - done), mutant };
}

/** One thread: stretch after stretch, until there are none or somebody has found a violation. */
const work = async (stretches: Iterator<Stretch>, report: CampaignReport): Promise<void> => {
  const worker = new Worker(new URL("./stretch-worker.ts", import.meta.url));
  try {
    for (let next = stretches.next(); !next.done && report.violation === undefined; next = stretches.next()) {
      worker.postMessage(next.value);
      // A thread that dies rejects here, and the campaign ends with its error.
      const [tally] = (await once(worker, "message")) as [StretchTally];
      report.add(tally);
    }
  } finally {
    await worker.terminate();
  }
};
