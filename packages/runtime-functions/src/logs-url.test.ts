import { tenantId } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { logsUrl } from "./logs-url.ts";

describe("the link to Cloud Logging", () => {
  const url = logsUrl("my-project", { tenantId: tenantId("school-north"), at: Date.UTC(2024, 2, 8, 6, 15) });

  it("opens the log of the tenant around the failure, in the project", () => {
    const [, query = "", project] =
      /^https:\/\/console\.cloud\.google\.com\/logs\/query;query=([^?]+)\?project=(.+)$/.exec(url) ?? [];
    expect(project).toBe("my-project");
    expect(decodeURIComponent(query).split("\n")).toEqual([
      'jsonPayload.tenantId="school-north"',
      'timestamp>="2024-03-08T05:15:00.000Z"',
      'timestamp<="2024-03-08T06:20:00.000Z"',
    ]);
  });

  it("holds nothing that a mail program or the console would cut it at", () => {
    expect(url).not.toMatch(/[\s"<>]/);
    expect(url.match(/\?/g)).toHaveLength(1);
  });
});
