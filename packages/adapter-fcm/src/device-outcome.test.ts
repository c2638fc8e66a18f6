import { describe, expect, it } from "vitest";
import { deviceOutcome } from "./device-outcome.ts";

const thrown = (code: unknown, data?: unknown): Error =>
  Object.assign(new Error("from firebase-admin"), { code, httpResponse: { data } });
const details = (...errorCodes: readonly string[]): unknown => ({
  error: { details: errorCodes.map((errorCode) => ({ errorCode })) },
});

describe("what came of a device", () => {
  it.each([
    "messaging/server-unavailable",
    "messaging/internal-error",
    "messaging/unknown-error",
    "messaging/message-rate-exceeded",
    "messaging/device-message-rate-exceeded",
    "app/network-error",
    "app/network-timeout",
  ])("is for later after %s", (code) => {
    expect(deviceOutcome(thrown(code))).toEqual({ status: "later", code });
  });

  it.each(["messaging/invalid-argument", "messaging/something-new", "app/invalid-credential"])(
    "is a refusal after %s",
    (code) => {
      expect(deviceOutcome(thrown(code))).toEqual({ status: "refused", code });
    },
  );

  it("is gone only where FCM itself says so, among whatever else it says", () => {
    const code = "messaging/registration-token-not-registered";
    expect(deviceOutcome(thrown(code, details("UNREGISTERED")))).toEqual({ status: "gone" });
    expect(deviceOutcome(thrown(code, details("OTHER", "UNREGISTERED")))).toEqual({ status: "gone" });
    for (const data of [
      undefined,
      null,
      "UNREGISTERED",
      {},
      { error: {} },
      { error: { details: "UNREGISTERED" } },
      details("OTHER"),
    ])
      expect(deviceOutcome(thrown(code, data))).toEqual({ status: "refused", code });
    expect(deviceOutcome(Object.assign(new Error("without an answer"), { code }))).toEqual({
      status: "refused",
      code,
    });
  });

  it("is unknown after what is none of FCM's errors: that is a defect", () => {
    for (const defect of [
      new TypeError("x is undefined"),
      thrown("ECONNRESET"),
      thrown("not/messaging/internal-error"),
      thrown(7),
      { code: "messaging/internal-error" },
      undefined,
    ])
      expect(deviceOutcome(defect)).toBeUndefined();
  });
});
