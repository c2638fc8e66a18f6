import { failureTable, InvalidInput, PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { openCloudLog } from "./cloud-log.ts";
import { describeError } from "./describe-error.ts";
import type { LogFields } from "./log-fields.ts";
import { traceFields } from "./trace-fields.ts";

/** A log whose lines can be read. */
const openReadableLog = () => {
  const lines: Record<string, unknown>[] = [];
  const log = openCloudLog({ write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) });
  return { log, lines };
};

describe("a line of the log", () => {
  it("says in Cloud Logging's words how grave it is, when it was and what happened", () => {
    const { log, lines } = openReadableLog();
    log.info("Asked for 3 runs.", { event: "dispatch.finished", asked: 3 });
    log.warn("Tried again.");
    log.error("Failed.");
    expect(lines).toEqual([
      {
        severity: "INFO",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        event: "dispatch.finished",
        asked: 3,
        message: "Asked for 3 runs.",
      },
      { severity: "WARNING", time: expect.any(String), message: "Tried again." },
      { severity: "ERROR", time: expect.any(String), message: "Failed." },
    ]);
  });

  it("carries what its log was given for all lines", () => {
    const { log, lines } = openReadableLog();
    log.with({ function: "f" }).with({ tenantId: "t" }).info("Hello.", { code: "rate-limited" });
    expect(lines).toMatchObject([{ function: "f", tenantId: "t", code: "rate-limited" }]);
  });

  it("holds no field that is not on the list, wherever it comes from", () => {
    const { log, lines } = openReadableLog();
    const smuggled = { tenantId: "t", refreshToken: "canary", row: ["canary"] } as LogFields;
    log.with(smuggled).info("Hello.", smuggled);
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual(["message", "severity", "tenantId", "time"]);
    expect(JSON.stringify(lines)).not.toContain("canary");
  });
});

describe("an error in the log", () => {
  /** As gaxios throws it: the request, refresh token and all, in plain sight. */
  const raw = Object.assign(new Error("invalid_grant"), {
    name: "GaxiosError",
    config: {
      data: new URLSearchParams({ refresh_token: "1//canary" }),
      headers: { authorization: "canary" },
    },
    response: { data: { error: "invalid_grant", id_token: "canary" } },
  });

  it("shows nothing that a vendor hangs on it, causes included", () => {
    const failure = new PortFailure("access-revoked", "Google says invalid_grant.", { cause: raw });
    const described = JSON.stringify([raw, failure].map(describeError));
    expect(described).toContain("invalid_grant");
    expect(described).not.toContain("canary");
  });

  it.each([
    "ya29.a0AfH6SMCanary-x_y",
    "1//0gCanary-x_y",
    "4/0AX4XfWhCanaryCanaryCanary",
    "AIzaSyCanaryCanaryCanaryCanaryCanaryCana",
    "GOCSPX-Canary_x",
    "Bearer eyJCanary.x.y",
    "-----BEGIN PRIVATE KEY-----\nCanary\n-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nCanary",
  ])("hides what looks like a secret in its words: %s", (secret) => {
    const { message, stack } = describeError(new TypeError(`refused ${secret} there`));
    expect(message).toContain("(secret)");
    expect(`${message} ${stack}`).not.toMatch(/canary/i);
  });

  it("keeps words that are none, of every failure there is", () => {
    for (const { admin, operator } of Object.values(failureTable))
      expect(describeError(new PortFailure("no-answer", admin + operator)).message).not.toContain("(secret)");
  });

  it("tells where a defect was thrown, and of an inability its code", () => {
    expect(describeError(new TypeError("x is not a function"))).toMatchObject({
      name: "TypeError",
      message: "x is not a function",
      stack: expect.stringContaining("cloud-log.test.ts"),
    });
    expect(describeError(new PortFailure("no-answer", "silence"))).toEqual({
      name: "PortFailure",
      code: "no-answer",
      message: "silence",
    });
    expect(describeError(new InvalidInput("slot", "x", "a number"))).toEqual({
      name: "InvalidInput",
      message: 'slot: "x" is not a number',
    });
  });

  it("is no flood, and need not be an error", () => {
    expect(describeError(new Error("x".repeat(10_000))).message).toHaveLength(501);
    expect(describeError({ refresh_token: "canary" })).toEqual({
      name: "Unknown",
      message: "something was thrown that is no error",
    });
  });
});

describe("the trace of a line", () => {
  const trace = "0af7651916cd43dd8448eb211c80319c";

  it("is that of the request, in either header", () => {
    expect(traceFields({ traceparent: `00-${trace}-b7ad6b7169203331-01` }, "p")).toEqual({
      "logging.googleapis.com/trace": `projects/p/traces/${trace}`,
      "logging.googleapis.com/spanId": "b7ad6b7169203331",
    });
    expect(traceFields({ "x-cloud-trace-context": `${trace.toUpperCase()}/12345;o=1` }, "p")).toEqual({
      "logging.googleapis.com/trace": `projects/p/traces/${trace}`,
    });
  });

  it.each([{}, { traceparent: "00-xyz" }, { traceparent: ["a"] }, { "x-cloud-trace-context": "junk" }])(
    "is left out where there is none: %j",
    (headers) => {
      expect(traceFields(headers, "p")).toEqual({});
    },
  );
});
