import { describe, expect, it } from "vitest";
import * as functions from "./index.ts";
import { EVENT_TIMEOUT_S } from "./run-times.ts";

interface Endpoint {
  readonly eventTrigger?: {
    readonly eventFilters: Readonly<Record<string, string>>;
    readonly retry: boolean;
  };
  readonly callableTrigger?: object;
  readonly httpsTrigger?: object;
  readonly timeoutSeconds?: number;
  readonly serviceAccountEmail?: string;
  readonly secretEnvironmentVariables?: readonly { readonly key: string }[];
}

const endpointOf = (name: string): Endpoint =>
  (functions as unknown as Readonly<Record<string, { __endpoint: Endpoint }>>)[name]?.__endpoint ?? {};

const RUN_SECRETS = ["ATTENDANCE_EXPORT_KEY_RING", "ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET"];

describe("what is deployed", () => {
  it("is six functions", () => {
    expect(Object.keys(functions)).toEqual([
      "api",
      "escalateFailedExport",
      "exportAttendanceData",
      "exportTenantAttendance",
      "saveNewGoogleToken",
      "startGoogleConsent",
    ]);
  });

  it.each([
    ["exportAttendanceData", "daily-attendance-export", "attendance-dispatch@", []],
    ["exportTenantAttendance", "export-tenant-attendance", "attendance-export@", RUN_SECRETS],
    [
      "escalateFailedExport",
      "export-tenant-attendance-dead-letter",
      "attendance-alerts@",
      ["ATTENDANCE_EXPORT_SMTP_URL"],
    ],
  ])(
    "listens as %s to %s, tried again, as %s, with the secrets it needs alone",
    (name, topic, account, secrets) => {
      const { eventTrigger, serviceAccountEmail, secretEnvironmentVariables = [] } = endpointOf(name);
      expect(eventTrigger).toMatchObject({ eventFilters: { topic }, retry: true });
      expect(serviceAccountEmail).toBe(account);
      expect(secretEnvironmentVariables.map(({ key }) => key)).toEqual(secrets);
    },
  );

  it.each(["startGoogleConsent", "saveNewGoogleToken"])(
    "is called as %s, by an account of its own",
    (name) => {
      const endpoint = endpointOf(name);
      expect(endpoint.callableTrigger).toBeDefined();
      expect(endpoint.serviceAccountEmail).toBe("attendance-consent@");
      expect(endpoint.secretEnvironmentVariables?.map(({ key }) => key)).toEqual(RUN_SECRETS);
    },
  );

  it("answers the dashboard as api, by an account of its own, for as long as Hosting waits", () => {
    const endpoint = endpointOf("api");
    expect(endpoint).toMatchObject({ timeoutSeconds: 60, httpsTrigger: { invoker: ["public"] } });
    expect(endpoint.serviceAccountEmail).toBe("attendance-api@");
    expect(endpoint.secretEnvironmentVariables?.map(({ key }) => key)).toEqual(RUN_SECRETS);
  });

  it("gives a run all the time that an event may have, and no account twice", () => {
    expect(endpointOf("exportTenantAttendance").timeoutSeconds).toBe(EVENT_TIMEOUT_S);
    const accounts = Object.keys(functions).map((name) => endpointOf(name).serviceAccountEmail);
    expect(new Set(accounts).size).toBe(5);
  });
});
