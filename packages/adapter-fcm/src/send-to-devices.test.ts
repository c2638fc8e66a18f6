import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sendToDevices } from "./send-to-devices.ts";

describe("sending to devices", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("passes a defect on as it is, once the others have been sent to", async () => {
    const bug = new TypeError("a defect of ours");
    const sent: string[] = [];
    const send = async (token: string): Promise<void> => {
      sent.push(token);
      if (token === "b") throw bug;
    };
    await expect(sendToDevices(["a", "b", "c"], 1_000, send)).rejects.toBe(bug);
    expect(sent).toEqual(["a", "b", "c"]);
  });

  it("leaves no timer behind", async () => {
    expect(await sendToDevices(["a"], 1_000, async () => undefined)).toEqual([{ status: "taken" }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells nothing that comes after its time, and begins nothing more then", async () => {
    const answers: (() => void)[] = [];
    const send = () => new Promise<void>((resolve) => answers.push(resolve));
    const sending = sendToDevices(
      Array.from({ length: 30 }, (_, index) => `device-${index}`),
      1_000,
      send,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    const outcomes = await sending;
    for (const answer of answers) answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(answers).toHaveLength(20);
    expect(outcomes).toEqual(
      Array.from({ length: 30 }, () => ({ status: "later", code: "no answer in time" })),
    );
  });
});
