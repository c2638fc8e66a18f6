import { randomBytes } from "node:crypto";
import { link, open, rename, rm } from "node:fs/promises";
import { PortFailure } from "@attendance-export/core";
import type { KeyRing, VaultKey } from "./key-ring.ts";

/** Read and written by its owner alone. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
const KEY_BYTES = 32;

/**
 * The key ring in that file, which is made with one key on first use; several processes may do so at once.
 *
 * Whoever has this file and the store can use every tenant's Google access, so a file that others may read is refused.
 * Rejects with a `store-misconfigured` that says what to do, and never replaces a file that it cannot read: all that was
 * sealed with its keys would be lost.
 */
export const openKeyFile = async (path: string): Promise<KeyRing> => {
  const ring = await readRing(path);
  if (ring !== undefined) return ring;
  await put(path, [freshKey()], link);
  // Read again instead of kept: of two processes that made the file, only one made this one.
  return (await readRing(path)) ?? refuse(path, "vanished while it was being made. Try again.");
};

/**
 * Adds a new key, with which vaults opened from now on seal; what the older ones sealed still opens. Not to be done by two
 * processes at once: the key of one would be lost.
 */
export const rotateKeyFile = async (path: string): Promise<KeyRing> => {
  const ring: KeyRing = [freshKey(), ...(await openKeyFile(path))];
  await put(path, ring, rename);
  return ring;
};

const freshKey = (): VaultKey => ({
  id: `key-${randomBytes(6).toString("hex")}`,
  secret: randomBytes(KEY_BYTES),
});

const readRing = async (path: string): Promise<KeyRing | undefined> => {
  const file = await open(path, "r").catch((cause: NodeJS.ErrnoException) =>
    cause.code === "ENOENT" ? undefined : refuse(path, `cannot be read (${cause.code}). ${RIGHTS}`, cause),
  );
  if (file === undefined) return undefined;
  try {
    // Asked of the open file, not of the path: nobody can exchange it between the two.
    const stats = await file.stat();
    if (!stats.isFile()) return refuse(path, "is not a file. Name another one.");
    // Windows has no such rights; there the folder's own decide.
    if (process.platform !== "win32" && (stats.mode & OTHERS) !== 0)
      return refuse(
        path,
        "can be used by other users of this machine. If nobody has, run: chmod 600 with its path. " +
          "Otherwise remove it and let every tenant reconnect.",
      );
    return parse(path, await file.readFile("utf8"));
  } finally {
    await file.close();
  }
};

const RIGHTS = "Its folder must exist, and this process's user must have the right to write there.";

/** Writes a file beside it and moves that into place, so that no reader ever sees half of it. */
const put = async (
  path: string,
  keys: readonly VaultKey[],
  into: (from: string, to: string) => Promise<void>,
): Promise<void> => {
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(beside, "wx", OWNER_ONLY);
    try {
      await file.writeFile(textOf(keys));
      // A key that is lost in a power cut takes all with it that was sealed in between.
      await file.sync();
    } finally {
      await file.close();
    }
    await into(beside, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Another process was quicker; its file counts.
    if (code !== "EEXIST") return refuse(path, `cannot be written (${code}). ${RIGHTS}`, cause);
  } finally {
    await rm(beside, { force: true });
  }
};

const textOf = (keys: readonly VaultKey[]): string =>
  `${JSON.stringify(
    { keys: keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret).toString("base64url") })) },
    null,
    2,
  )}\n`;

const parse = (path: string, text: string): KeyRing => {
  const keys = keysIn(text);
  const [newest, ...older] = keys ?? [];
  if (newest === undefined || new Set(keys?.map(({ id }) => id)).size !== keys?.length)
    return refuse(
      path,
      'is not a key file: it must hold {"keys": [{"id", "secret"}]}, newest first, each secret 32 bytes as base64url ' +
        "and no id twice. Restore it from a backup.",
    );
  return [newest, ...older];
};

/** The keys in the text; none if any of it is not as it should be. Says nothing of what stands there: it may be a secret. */
const keysIn = (text: string): readonly VaultKey[] | undefined => {
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
    return isSound ? ring.map(({ id, secret }) => ({ id, secret })) : undefined;
  } catch (cause) {
    // Neither is passed on: their messages quote the text.
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
};

const refuse = (path: string, what: string, cause?: unknown): never => {
  throw new PortFailure("store-misconfigured", `The key file ${path} ${what}`, { cause });
};
