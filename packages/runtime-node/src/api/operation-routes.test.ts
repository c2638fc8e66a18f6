import { expect, it } from "vitest";
import { school } from "../../test/memory-installation.ts";
import { memoryService } from "../../test/memory-service.ts";

it("says that it is healthy while the store answers", async () => {
  const { call } = await memoryService();
  expect(await (await call("/healthz")).json()).toEqual({ status: "ok" });
});

it("counts runs, rows and failures, and measures the backlog", async () => {
  const { call, send } = await memoryService({ records: 3 });
  const value = async (name: string): Promise<number> => {
    const text = await (await call("/metrics")).text();
    // Prometheus' text format: a name, labels in braces, a number.
    const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    for (const sample of samples)
      expect(sample).toMatch(/^[a-z_0-9]+(\{([a-z_]+="[^"]*",?)*\})? (-?[\d.e+-]+|Na[Nn]|\+Inf)$/);
    const line = samples.find((sample) => sample.startsWith(`attendance_export_${name} `));
    return Number(line?.split(" ").at(-1));
  };
  expect(await value("backlog_records")).toBe(3);
  await send("POST", "/api/sync", { tenant: school });
  expect(await value("rows_total")).toBe(3);
  expect(await value('runs_total{trigger="manual",status="completed"}')).toBe(1);
  expect(await value('links{status="active"}')).toBe(1);
});
