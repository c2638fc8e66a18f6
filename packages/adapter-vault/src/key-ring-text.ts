import type { KeyRing } from "./key-ring.ts";

/** 256 bits. */
export const KEY_BYTES = 32;

/** What a text must be to be a key ring, for people. */
export const KEY_RING_WANTED =
  '{"keys": [{"id", "secret"}]}, newest first, each secret 32 bytes as base64url and no id twice';

/** The ring as the text that key files and secret managers keep. */
export const keyRingText = (ring: KeyRing): string =>
  `${JSON.stringify(
    { keys: ring.map(({ id, secret }) => ({ id, secret: Buffer.from(secret).toString("base64url") })) },
    null,
    2,
  )}\n`;

/** The ring in the text; `undefined` if any of it is not as it should be. Says nothing of what stands there: it may be a secret. */
export const parseKeyRing = (text: string): KeyRing | undefined => {
  try {
    const { keys }: { keys: readonly { id: string; secret: string }[] } = JSON.parse(text);
    const ring = keys.map(({ id, secret }) => ({
      id,
      secret: Buffer.from(secret, "base64url"),
      text: secret,
    }));
    const isSound = ring.every(
      (key) =>
        typeof key.id === "string" &&
        key.id !== "" &&
        key.secret.length === KEY_BYTES &&
        key.secret.toString("base64url") === key.text,
    );
    const [newest, ...older] = ring.map(({ id, secret }) => ({ id, secret }));
    const ids = new Set(ring.map(({ id }) => id));
    return newest === undefined || !isSound || ids.size !== ring.length ? undefined : [newest, ...older];
  } catch (cause) {
    // Neither is passed on: their messages quote the text.
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
};
