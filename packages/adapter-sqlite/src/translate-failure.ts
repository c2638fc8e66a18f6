import { type FailureCode, PortFailure } from "@attendance-export/core";

/** What node:sqlite throws: `errcode` is SQLite's extended result code, whose lowest byte is the primary one. */
interface SqliteError extends Error {
  readonly code: "ERR_SQLITE_ERROR";
  readonly errcode: number;
}

interface Meaning {
  readonly code: FailureCode;
  /** What is the matter with the file, and what to do. */
  readonly says: string;
}

const unavailable = (says: string): Meaning => ({ code: "store-unavailable", says });
const full = (says: string): Meaning => ({ code: "store-full", says });
const misconfigured = (says: string): Meaning => ({ code: "store-misconfigured", says });

const NO_ROOM = "cannot grow: the disk or the quota is full. Make room; nothing of this call was kept.";
const NOT_WRITTEN = "could not be written. Check the disk's free space and its health.";
const LOCAL_DISK =
  "lies on a disk without the locks that SQLite needs. Put it on a local disk, not on a network share.";

/** By result code of SQLite (sqlite.org/rescode.html); an extended code goes before its primary one. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [
    5,
    unavailable(
      "is locked by another process. Try again; if it lasts, look for a program that keeps it open.",
    ),
  ],
  [6, unavailable("is locked within this process. Try again.")],
  [7, unavailable("could not be read for lack of memory.")],
  [9, unavailable("was interrupted.")],
  [15, unavailable("is locked by another process that is just opening or closing it. Try again.")],
  [17, unavailable("was given a new schema by another process. Try again.")],

  [13, full(NO_ROOM)],
  [778, full(NOT_WRITTEN)],
  [1_034, full(NOT_WRITTEN)],
  [1_290, full(NOT_WRITTEN)],
  [1_546, full(NOT_WRITTEN)],
  [4_874, full(NO_ROOM)],
  [3_850, misconfigured(LOCAL_DISK)],
  [2_058, misconfigured(LOCAL_DISK)],
  [2_314, misconfigured(LOCAL_DISK)],
  [4_618, misconfigured(LOCAL_DISK)],
  [5_130, misconfigured(LOCAL_DISK)],
  [5_386, misconfigured(LOCAL_DISK)],
  [8_458, misconfigured("lies on a damaged file system. Repair it and restore the file from a backup.")],
  [10, unavailable("could not be read or written. Check the disk.")],

  [1, misconfigured("does not have the tables that this program made. Restore it from a backup.")],
  [3, misconfigured("may not be used: permission denied. Give this process's user the rights to it.")],
  [8, misconfigured("is read-only. Give this process's user the right to write it and its folder.")],
  [11, misconfigured("is damaged. Keep a copy, then restore it from a backup.")],
  [14, misconfigured("cannot be opened. Its folder must exist and be writable for this process's user.")],
  [22, misconfigured("is too large for this file system.")],
  [23, misconfigured("may not be used: authorization denied.")],
  [26, misconfigured("is not a SQLite database. Name another file; this one was left as it is.")],
]);

const PRIMARY_CODE = 0xff;
const BUSY = 5;

const isSqliteError = (thrown: unknown): thrown is SqliteError =>
  thrown instanceof Error && "errcode" in thrown && typeof thrown.errcode === "number";

/** Somebody else has the lock: nothing was done, and waiting helps. */
export const isLocked = (thrown: unknown): boolean =>
  isSqliteError(thrown) && (thrown.errcode & PRIMARY_CODE) === BUSY;

/**
 * The one place where SQLite's errors get our names. What is not an inability of the store comes back as it was given: a
 * `PortFailure` made already, and defects of this program, such as a broken constraint.
 */
export const translateFailure = (thrown: unknown, file: string): unknown => {
  if (thrown instanceof Error && "code" in thrown && thrown.code === "ERR_INVALID_STATE")
    return new PortFailure("store-unavailable", `The store ${file} was closed.`, { cause: thrown });
  if (!isSqliteError(thrown)) return thrown;
  const meaning = meanings.get(thrown.errcode) ?? meanings.get(thrown.errcode & PRIMARY_CODE);
  if (meaning === undefined) return thrown;
  return new PortFailure(meaning.code, `The store ${file} ${meaning.says} (SQLite: ${thrown.message})`, {
    cause: thrown,
  });
};
