import { setTimeout } from "node:timers/promises";
import { type RunReport, tenantId } from "@attendance-export/core";
import { type FirestorePlace, openFirestoreInstallation } from "./firestore-installation.ts";

/** Its program: exports one tenant until nothing is left, waits where it has to, and ends as the command line does. */
const [tenant = "", text = ""] = process.argv.slice(2);
const installation = await openFirestoreInstallation(JSON.parse(text) as FirestorePlace);
process.stdout.write("ready\n");

const MOST_RUNS = 100;
const exitCodes = { done: 0, failed: 1, tryAgain: 75 } as const;

/** Until when to wait before the next run; undefined if there is nothing to wait for. */
const waitOf = (report: RunReport): number | undefined => {
  if (report.status === "busy") return report.until;
  return report.status === "ran" && report.ending.status === "deferred" ? report.ending.until : undefined;
};

const work = async (): Promise<number> => {
  for (let run = 0; run < MOST_RUNS; run += 1) {
    const useCase = installation.exportAttendance();
    const report = await useCase.execute({ tenantId: tenantId(tenant), trigger: "manual" });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    const until = waitOf(report);
    if (until !== undefined) await setTimeout(Math.max(0, until - installation.clock.now()));
    else if (report.status === "ran" && report.ending.status === "drained") return exitCodes.done;
    else return exitCodes.tryAgain;
  }
  return exitCodes.failed;
};

process.exit(await work());
