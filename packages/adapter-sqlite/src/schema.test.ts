import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TemporaryFile, temporaryFile } from "../test/temporary-file.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { migrate, migrations } from "./schema.ts";

let file: TemporaryFile;
beforeEach(() => {
  file = temporaryFile();
});
afterEach(() => file.remove());

const tables = (connection: DatabaseSync): readonly unknown[] =>
  connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => name);

const version = (connection: DatabaseSync): unknown =>
  connection.prepare("PRAGMA user_version").get()?.user_version;

describe("the schema", () => {
  it("is made in an empty file, and left alone in one that has it", () => {
    openSqliteStore(file.path).close();
    const connection = new DatabaseSync(file.path);
    expect(version(connection)).toBe(migrations.length);
    connection.close();
    const before = readFileSync(file.path);
    openSqliteStore(file.path).close();
    expect(readFileSync(file.path)).toEqual(before);
  });

  it("brings an older version to the newest in one step after the other, keeping what is there", () => {
    const connection = new DatabaseSync(file.path);
    const steps = ["CREATE TABLE a (n) STRICT".replace("(n)", "(n INTEGER)")];
    migrate(connection, file.path, steps);
    connection.exec("INSERT INTO a VALUES (7)");
    steps.push("ALTER TABLE a ADD COLUMN m INTEGER", "UPDATE a SET m = n * 2");
    migrate(connection, file.path, steps);
    expect(version(connection)).toBe(3);
    expect({ ...connection.prepare("SELECT * FROM a").get() }).toEqual({ n: 7, m: 14 });
    connection.close();
  });

  it("keeps the old version whole when a step fails", () => {
    const connection = new DatabaseSync(file.path);
    const first = "CREATE TABLE a (n INTEGER) STRICT";
    migrate(connection, file.path, [first]);
    const broken = [first, "CREATE TABLE b (n INTEGER) STRICT", "INSERT INTO missing VALUES (1)"];
    expect(() => migrate(connection, file.path, broken)).toThrow("no such table");
    expect([version(connection), tables(connection)]).toEqual([1, ["a"]]);
    expect(connection.isTransaction).toBe(false);
    connection.close();
  });

  it("refuses a version that is newer than the program, and leaves the file as it was", () => {
    openSqliteStore(file.path).close();
    const connection = new DatabaseSync(file.path);
    const newer = migrations.length + 1;
    connection.exec(`PRAGMA user_version = ${newer}`);
    connection.close();
    const before = readFileSync(file.path);
    expect(() => openSqliteStore(file.path)).toThrow(
      expect.objectContaining({
        code: "store-misconfigured",
        message: expect.stringMatching(
          `store\\.db has schema version ${newer}, .*only up to ${migrations.length}\\. Update the program`,
        ),
      }),
    );
    expect(readFileSync(file.path)).toEqual(before);
  });

  it("refuses the database of another program, and leaves the file as it was", () => {
    const connection = new DatabaseSync(file.path);
    connection.exec("CREATE TABLE theirs (n INTEGER)");
    connection.close();
    const before = readFileSync(file.path);
    expect(() => openSqliteStore(file.path)).toThrow(
      expect.objectContaining({
        code: "store-misconfigured",
        message: expect.stringContaining("is the database of another program"),
      }),
    );
    expect(readFileSync(file.path)).toEqual(before);
  });

  it("refuses a file that is no database, and leaves it as it was", () => {
    writeFileSync(file.path, "Record,Date\nr1,2026-03-02\n".repeat(100));
    const before = readFileSync(file.path);
    expect(() => openSqliteStore(file.path)).toThrow(
      expect.objectContaining({
        code: "store-misconfigured",
        message: expect.stringMatching(/store\.db is not a SQLite database\. Name another file/),
      }),
    );
    expect(readFileSync(file.path)).toEqual(before);
  });
});
