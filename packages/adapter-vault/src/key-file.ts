import { randomBytes } from "node:crypto";
import { link, open, rename, rm } from "node:fs/promises";
import { PortFailure } from "@attendance-export/core";
import type { KeyRing, VaultKey } from "./key-ring.ts";
import { KEY_BYTES, KEY_RING_WANTED, keyRingText, parseKeyRing } from "./key-ring-text.ts";

/** Read and written by its owner alone. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

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
  ring: KeyRing,
  into: (from: string, to: string) => Promise<void>,
): Promise<void> => {
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(beside, "wx", OWNER_ONLY);
    try {
      await file.writeFile(keyRingText(ring));
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

const parse = (path: string, text: string): KeyRing =>
  parseKeyRing(text) ??
  refuse(path, `is not a key file: it must hold ${KEY_RING_WANTED}. Restore it from a backup.`);

const refuse = (path: string, what: string, cause?: unknown): never => {
  throw new PortFailure("store-misconfigured", `The key file ${path} ${what}`, { cause });
};
