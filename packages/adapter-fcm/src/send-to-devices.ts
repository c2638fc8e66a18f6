import { type DeviceOutcome, deviceOutcome } from "./device-outcome.ts";

/** Devices at once. FCM takes hundreds; a tenant has a handful, and none of them should wait behind a silent one. */
const AT_ONCE = 20;

/** What a device is said to be that had no answer when the time was up. */
const UNANSWERED: DeviceOutcome = { status: "later", code: "no answer in time" };

/**
 * Sends to every token, some at a time, and tells of each what came of it, in the tokens' order. None stops another.
 *
 * After `wholeMs` it waits no longer and begins nothing more. A send that is under way then cannot be called back and may
 * still arrive, under the same tag as any repeat of it.
 */
export const sendToDevices = async (
  tokens: readonly string[],
  wholeMs: number,
  send: (token: string) => Promise<unknown>,
): Promise<readonly DeviceOutcome[]> => {
  const outcomes: DeviceOutcome[] = tokens.map(() => UNANSWERED);
  const left = tokens.entries();
  let isLate = false;
  const worker = async (): Promise<void> => {
    for (const [index, token] of left) {
      if (isLate) return;
      const outcome = await outcomeOf(() => send(token));
      // What comes later is not told any more: the caller has counted.
      if (!isLate) outcomes[index] = outcome;
    }
  };
  let ring: NodeJS.Timeout | undefined;
  const bell = new Promise<void>((resolve) => {
    ring = setTimeout(resolve, wholeMs);
  });
  const workers = Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  try {
    const settled = await Promise.race([workers, bell]);
    const defect = settled?.find((one) => one.status === "rejected");
    if (defect !== undefined) throw defect.reason;
    return outcomes;
  } finally {
    isLate = true;
    clearTimeout(ring);
  }
};

const outcomeOf = async (send: () => Promise<unknown>): Promise<DeviceOutcome> => {
  try {
    await send();
    return { status: "taken" };
  } catch (thrown) {
    const outcome = deviceOutcome(thrown);
    if (outcome === undefined) throw thrown;
    return outcome;
  }
};
