import { defaultResiliencePolicy } from "@attendance-export/resilience";
import { describe, expect, it } from "vitest";
import {
  CALL_MS,
  CALL_TIMEOUT_S,
  callPolicy,
  callTimeoutsMs,
  EVENT_TIMEOUT_S,
  exportPolicy,
  REQUEST_MS,
  REQUEST_TIMEOUT_S,
  RUN_MS,
  requestPolicy,
  requestRunPolicy,
  requestRunResilience,
  requestTimeoutsMs,
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

describe("the times of a request to the API", () => {
  it("end before Hosting gives the request up", () => {
    expect(REQUEST_MS).toBeLessThan(REQUEST_TIMEOUT_S * 1_000);
    expect(requestPolicy.services.sheets.wholeCallMs + requestPolicy.closingMs).toBeLessThanOrEqual(
      REQUEST_MS,
    );
  });

  it("let an account be tried out", () => {
    const { write, read, token } = requestTimeoutsMs;
    expect(3 * write + read + token).toBeLessThanOrEqual(requestPolicy.services.sheets.writeMs);
  });

  it("let a run begin a write, and none that could not be awaited", () => {
    const { sheets } = requestRunResilience.services;
    const lastWrite = requestRunPolicy.runBudgetMs - requestRunPolicy.writeMs;
    expect(lastWrite).toBeGreaterThan(20_000);
    expect(sheets.wholeCallMs).toBeLessThanOrEqual(requestRunPolicy.writeMs);
    expect(lastWrite + sheets.wholeCallMs).toBeLessThanOrEqual(REQUEST_MS - requestRunResilience.closingMs);
    expect(requestTimeoutsMs.write + requestTimeoutsMs.token).toBeLessThanOrEqual(sheets.writeMs);
  });
});
