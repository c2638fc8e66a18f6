import { defaultResiliencePolicy } from "@attendance-export/resilience";
import { describe, expect, it } from "vitest";
import {
  CALL_MS,
  CALL_TIMEOUT_S,
  callPolicy,
  callTimeoutsMs,
  EVENT_TIMEOUT_S,
  exportPolicy,
  RUN_MS,
} from "./run-times.ts";

describe("the times of a run", () => {
  it("end before the function is killed, the closing of the run included", () => {
    expect(RUN_MS).toBeLessThan(EVENT_TIMEOUT_S * 1_000);
    expect(exportPolicy.runBudgetMs + defaultResiliencePolicy.closingMs).toBeLessThanOrEqual(RUN_MS);
  });

  it("let no write begin that could not be awaited", () => {
    const lastWrite = exportPolicy.runBudgetMs - exportPolicy.writeMs;
    expect(lastWrite + defaultResiliencePolicy.services.sheets.writeMs).toBeLessThanOrEqual(
      RUN_MS - defaultResiliencePolicy.closingMs,
    );
  });
});

describe("the times of a call", () => {
  const { sheets } = callPolicy.services;

  it("end before the function is killed, and before the admin's browser gives up", () => {
    expect(CALL_MS).toBeLessThan(CALL_TIMEOUT_S * 1_000);
    expect(sheets.wholeCallMs + callPolicy.closingMs).toBeLessThanOrEqual(CALL_MS);
  });

  it("let an account be tried out: three writes, a read and a token within one call of the port", () => {
    const { write, read, token } = callTimeoutsMs;
    expect(3 * write + read + token).toBeLessThanOrEqual(sheets.writeMs);
    expect(sheets.writeMs).toBeLessThanOrEqual(sheets.wholeCallMs);
  });
});
