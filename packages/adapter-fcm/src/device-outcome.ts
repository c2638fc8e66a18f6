/** What came of sending to one device. `gone`: this token will never work again; whoever keeps it sends for nothing. */
export type DeviceOutcome =
  | { readonly status: "taken" | "gone" }
  /** Nobody answered, or FCM is busy. */
  | { readonly status: "later"; readonly code: string }
  /** Somebody must act: the message, our rights or the token is wrong. */
  | { readonly status: "refused"; readonly code: string };

/** What firebase-admin throws. */
interface FirebaseError extends Error {
  /** `messaging/server-unavailable` */
  readonly code: string;
  readonly httpResponse?: { readonly data?: unknown };
}

const PASSING: ReadonlySet<string> = new Set([
  "messaging/server-unavailable",
  "messaging/internal-error",
  "messaging/unknown-error",
  "messaging/message-rate-exceeded",
  "messaging/device-message-rate-exceeded",
  "app/network-error",
  "app/network-timeout",
]);

const isFirebaseError = (thrown: unknown): thrown is FirebaseError =>
  thrown instanceof Error &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  /^(app|messaging)\//.test(thrown.code);

/**
 * The one place where FCM's errors get our names; `undefined` for what is none of FCM's: a defect.
 *
 * Only the code goes on. The error itself holds the request, and with it the access token and the device's.
 */
export const deviceOutcome = (thrown: unknown): DeviceOutcome | undefined => {
  if (!isFirebaseError(thrown)) return undefined;
  if (saysUnregistered(thrown.httpResponse?.data)) return { status: "gone" };
  return { status: PASSING.has(thrown.code) ? "later" : "refused", code: thrown.code };
};

interface FcmAnswer {
  readonly error?: { readonly details?: readonly { readonly errorCode?: string }[] };
}

/** Not by firebase-admin's code: it calls any 404 an unregistered token, a wrong project's too, and all would be forgotten. */
const saysUnregistered = (data: unknown): boolean => {
  if (typeof data !== "object" || data === null) return false;
  const details = (data as FcmAnswer).error?.details;
  return Array.isArray(details) && details.some(({ errorCode }) => errorCode === "UNREGISTERED");
};
