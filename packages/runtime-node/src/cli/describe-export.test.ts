import { noCounts, type RunEnding } from "@attendance-export/core";
import { expect, it } from "vitest";
import type { TenantExport } from "../tenant-exporter.ts";
import { describeExport, worstOf } from "./describe-export.ts";

const ran = (ending: RunEnding): TenantExport => ({
  status: "ran",
  ending,
  counts: { exported: 1_234, batches: 2, quarantined: 1 },
  runs: 1,
});
const failed = (code: "access-revoked" | "rate-limited" | "client-misconfigured"): TenantExport =>
  ran({ status: "failed", failure: { code, message: "It would not." } });

it.each([
  [ran({ status: "drained" }), 0, "1,234 records in 2 batches, 1 set aside"],
  [ran({ status: "stopped" }), 130, "1,234 records in 2 batches, 1 set aside; the next run goes on"],
  [ran({ status: "out-of-time" }), 75, "the next run goes on"],
  [ran({ status: "superseded" }), 75, "the next run goes on"],
  [
    ran({ status: "deferred", until: 0 }),
    75,
    "a request got no answer and may still take effect: run again after",
  ],
  [{ status: "busy", until: 0 } satisfies TenantExport, 75, "another process exports it"],
  [{ status: "unlinked" } satisfies TenantExport, 1, "has no linked sheet"],
])("ends %o with %d", (result, code, text) => {
  const description = describeExport(result);
  expect(description.exitCode).toBe(code);
  expect(description.text).toContain(text);
});

it("tells the admin what the admin can mend, and the operator the rest", () => {
  expect(describeExport(failed("access-revoked"))).toMatchObject({
    exitCode: 1,
    status: "access-revoked",
    text: expect.stringContaining("Click Reconnect Google"),
  });
  expect(describeExport(failed("client-misconfigured"))).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("our OAuth client"),
  });
});

it("asks to try again after what passes by itself", () => {
  expect(describeExport(failed("rate-limited")).exitCode).toBe(75);
});

it("says nothing of quarantine where there is none", () => {
  const result: TenantExport = { status: "ran", ending: { status: "drained" }, counts: noCounts, runs: 1 };
  expect(describeExport(result).text).toBe("0 records in 0 batches");
});

it("lets a failure outweigh a try-again, and that an interruption", () => {
  expect(worstOf([])).toBe(0);
  expect(worstOf([0, 130])).toBe(130);
  expect(worstOf([0, 130, 75])).toBe(75);
  expect(worstOf([75, 1, 0])).toBe(1);
});
