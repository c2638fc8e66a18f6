import { isPortFailure, PortFailure } from "@attendance-export/core";
import { describe, expect, it } from "vitest";
import { sqliteError } from "../test/faulty-connection.ts";
import { isLocked, translateFailure } from "./translate-failure.ts";

const file = "/data/attendance.db";

/** SQLite's result codes by name (sqlite.org/rescode.html), what we call them, and what the message must tell to do. */
const rows: readonly (readonly [name: string, errcode: number, code: string, advice: RegExp])[] = [
  ["SQLITE_ERROR", 1, "store-misconfigured", /Restore it from a backup/],
  ["SQLITE_PERM", 3, "store-misconfigured", /Give this process's user the rights/],
  ["SQLITE_BUSY", 5, "store-unavailable", /Try again/],
  ["SQLITE_BUSY_RECOVERY", 261, "store-unavailable", /Try again/],
  ["SQLITE_BUSY_SNAPSHOT", 517, "store-unavailable", /Try again/],
  ["SQLITE_LOCKED", 6, "store-unavailable", /Try again/],
  ["SQLITE_LOCKED_SHAREDCACHE", 262, "store-unavailable", /Try again/],
  ["SQLITE_NOMEM", 7, "store-unavailable", /memory/],
  ["SQLITE_READONLY", 8, "store-misconfigured", /right to write it and its folder/],
  ["SQLITE_READONLY_DIRECTORY", 1_544, "store-misconfigured", /right to write it and its folder/],
  ["SQLITE_READONLY_DBMOVED", 1_032, "store-misconfigured", /right to write/],
  ["SQLITE_INTERRUPT", 9, "store-unavailable", /interrupted/],
  ["SQLITE_IOERR", 10, "store-unavailable", /Check the disk/],
  ["SQLITE_IOERR_READ", 266, "store-unavailable", /Check the disk/],
  ["SQLITE_IOERR_WRITE", 778, "store-full", /free space/],
  ["SQLITE_IOERR_FSYNC", 1_034, "store-full", /free space/],
  ["SQLITE_IOERR_DIR_FSYNC", 1_290, "store-full", /free space/],
  ["SQLITE_IOERR_TRUNCATE", 1_546, "store-full", /free space/],
  ["SQLITE_IOERR_SHMSIZE", 4_874, "store-full", /Make room/],
  ["SQLITE_IOERR_UNLOCK", 2_058, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_RDLOCK", 2_314, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_LOCK", 3_850, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_SHMOPEN", 4_618, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_SHMLOCK", 5_130, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_SHMMAP", 5_386, "store-misconfigured", /local disk/],
  ["SQLITE_IOERR_CORRUPTFS", 8_458, "store-misconfigured", /Repair it/],
  ["SQLITE_CORRUPT", 11, "store-misconfigured", /restore it from a backup/],
  ["SQLITE_CORRUPT_INDEX", 779, "store-misconfigured", /restore it from a backup/],
  ["SQLITE_FULL", 13, "store-full", /Make room/],
  ["SQLITE_CANTOPEN", 14, "store-misconfigured", /folder must exist/],
  ["SQLITE_CANTOPEN_ISDIR", 526, "store-misconfigured", /folder must exist/],
  ["SQLITE_PROTOCOL", 15, "store-unavailable", /Try again/],
  ["SQLITE_SCHEMA", 17, "store-unavailable", /Try again/],
  ["SQLITE_NOLFS", 22, "store-misconfigured", /too large/],
  ["SQLITE_AUTH", 23, "store-misconfigured", /authorization/],
  ["SQLITE_NOTADB", 26, "store-misconfigured", /Name another file/],
];

describe("translateFailure", () => {
  it.each(rows)("calls %s (%i) %s, names the file and says what to do", (name, errcode, code, advice) => {
    const cause = sqliteError(errcode, `SQLite's words for ${name}`);
    const failure = translateFailure(cause, file);
    expect(isPortFailure(failure) && failure.code).toBe(code);
    expect(failure).toMatchObject({ cause, message: expect.stringMatching(advice) });
    expect(failure).toMatchObject({ message: expect.stringContaining(file) });
    expect(failure).toMatchObject({ message: expect.stringContaining(cause.message) });
  });

  it("calls a closed store unavailable", () => {
    const closed = Object.assign(new Error("database is not open"), { code: "ERR_INVALID_STATE" });
    expect(translateFailure(closed, file)).toMatchObject({ code: "store-unavailable", cause: closed });
  });

  it.each([
    ["a broken constraint", sqliteError(1_555, "UNIQUE constraint failed")],
    ["a text that is too large", sqliteError(18, "string or blob too big")],
    ["a wrong use of the library", sqliteError(21, "bad parameter or other API misuse")],
    ["a defect elsewhere", new TypeError("undefined is not a function")],
    ["something that is no error at all", "thrown text"],
    ["a failure with a name already", new PortFailure("store-full", "named elsewhere")],
  ])("leaves %s as it is", (_, thrown) => {
    expect(translateFailure(thrown, file)).toBe(thrown);
  });

  it("waits for locks, and for nothing else", () => {
    expect([5, 261, 517].map((errcode) => isLocked(sqliteError(errcode, "locked")))).toEqual([
      true,
      true,
      true,
    ]);
    expect([6, 8, 13].map((errcode) => isLocked(sqliteError(errcode, "other")))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isLocked(new Error("database is locked"))).toBe(false);
  });
});
