import { type DeadLetter, EscalateDeadLetter, runId } from "@attendance-export/core";
import { MemoryOperatorAlerts } from "@attendance-export/core/memory";
import { pino } from "pino";
import { expect, it } from "vitest";
import { memoryInstallation, school } from "../../test/memory-installation.ts";
import { TenantRuns } from "../tenant-runs.ts";
import { InProcessExportQueue } from "./in-process-export-queue.ts";
import { RunProgress } from "./run-progress.ts";
import { ServiceMetrics } from "./service-metrics.ts";
import { ServiceWorker } from "./service-worker.ts";
import { LinkStandings } from "./standing.ts";

const letter: DeadLetter = {
  id: "link-run",
  tenantId: school,
  runId: runId("run"),
  code: "refused-unknown",
  message: "Nobody knows why.",
  at: 0,
  exported: 2,
  attempts: 3,
};

const open = async () => {
  const { installation } = await memoryInstallation(3);
  const alerts = new MemoryOperatorAlerts();
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const queue = new InProcessExportQueue({ concurrency: 1 });
  const standings = new LinkStandings(installation);
  const metrics = new ServiceMetrics({ standing: () => standings.read(), queue: () => queue });
  const escalate = new EscalateDeadLetter({ links: installation.links, alerts });
  const runs = new TenantRuns(installation);
  queue.open(
    new ServiceWorker({ runs, escalate, metrics, log, progress: new RunProgress(), stop: () => false }),
  );
  return { queue, alerts, metrics, lines };
};

it("tells the operators of a dead letter, with the link as it is now, and counts it", async () => {
  const { queue, alerts, metrics, lines } = await open();
  await queue.bury(letter);
  expect(alerts.raised).toMatchObject([{ letter, link: { tenantId: school } }]);
  expect(await metrics.text()).toContain("attendance_export_dead_letters_total 1");
  expect(lines).toMatchObject([{ tenant: school, code: "refused-unknown" }]);
});

it("logs each run once, with what it did and nothing of its records", async () => {
  const { queue, lines } = await open();
  await queue.ask({ tenantId: school, trigger: "schedule", slot: 0 });
  await queue.close();
  expect(lines).toMatchObject([{ tenant: school, trigger: "schedule", ending: "drained", exported: 3 }]);
  expect(JSON.stringify(lines)).not.toContain("Ana");
});
