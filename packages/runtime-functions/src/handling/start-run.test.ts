import {
  defaultExportPolicy,
  defaultTemplate,
  ExportAttendance,
  type ExportPolicy,
  LinkSheet,
  localDate,
  recordId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import { expect, it } from "vitest";
import { openCloudLog } from "../logging/cloud-log.ts";
import { startRun } from "./start-run.ts";

const tenant = tenantId("a-school");
const log = openCloudLog({ write: () => undefined });

/** A link with records in memory, and what runs it by that policy. */
const open = async (policy: Partial<ExportPolicy>) => {
  const adapters = openMemoryAdapters();
  adapters.spreadsheets.allow({ tenantId: tenant });
  await new LinkSheet(adapters).execute({
    tenantId: tenant,
    spreadsheet: { title: "A school" },
    tabTitle: "Attendance",
    accountEmail: "office@school.example",
    refreshToken: "1//token",
    timeZone: timeZone("UTC"),
    template: defaultTemplate(),
  });
  const record = { member: { id: "1", name: "Ana" }, session: { id: "M", name: "Math" }, fields: {} };
  const day = { date: localDate("2024-03-08"), checkIn: null, checkOut: null, approval: null };
  await adapters.register.put(tenant, [{ ...record, ...day, id: recordId("R1"), status: "approved" }]);
  const parts = {
    links: () => adapters.links,
    api: () => ({
      stores: () => adapters,
      exportNow: () => new ExportAttendance(adapters, { ...defaultExportPolicy, ...policy }),
      queue: () => adapters.queue,
    }),
  };
  return { adapters, start: () => startRun(parts, tenant, log) };
};

const reportOf = async (started: ReturnType<typeof startRun>) =>
  started.status === "started" ? await started.report : undefined;

it("asks the queue for what a request's time did not suffice for", async () => {
  const { adapters, start } = await open({ runBudgetMs: 1_000, writeMs: 2_000 });
  expect(await reportOf(start())).toMatchObject({ status: "ran", ending: { status: "out-of-time" } });
  expect(adapters.queue.asked).toEqual([{ tenantId: tenant, trigger: "manual", slot: null }]);
});

it("tells of the run though the queue takes nothing: the link is due all the same", async () => {
  const { adapters, start } = await open({ runBudgetMs: 1_000, writeMs: 2_000 });
  adapters.queue.trouble = "queue-unavailable";
  expect(await reportOf(start())).toMatchObject({ status: "ran" });
});

it("asks for nothing more where nothing is left", async () => {
  const { adapters, start } = await open({});
  expect(await reportOf(start())).toMatchObject({ ending: { status: "drained" }, counts: { exported: 1 } });
  expect(adapters.queue.asked).toEqual([]);
});

it("runs once where two ask at the same moment, and the other hears of it", async () => {
  const { adapters, start } = await open({});
  const reports = await Promise.all([start(), start()].map(reportOf));
  expect(reports.map((report) => report?.status).sort()).toEqual(["busy", "ran"]);
  expect(await adapters.runs.recent(tenant, { limit: 10 })).toHaveLength(1);
});
