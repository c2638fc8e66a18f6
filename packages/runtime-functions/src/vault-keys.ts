import { KEY_RING_WANTED, type KeyRing, parseKeyRing } from "@attendance-export/adapter-vault";
import { PortFailure } from "@attendance-export/core";

/** The key ring in the secret's text. A failure says what is wanted and nothing of what stands there. */
export const vaultKeys = (text: string): KeyRing => {
  const ring = parseKeyRing(text);
  if (ring === undefined)
    throw new PortFailure(
      "store-misconfigured",
      `The secret ATTENDANCE_EXPORT_KEY_RING is no key ring: it must hold ${KEY_RING_WANTED}.`,
    );
  return ring;
};
