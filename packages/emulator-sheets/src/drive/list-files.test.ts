import { afterEach, describe, expect, it } from "vitest";
import { driveRefusal as refusal } from "../../test/drive-refusal.ts";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

const mimeType = "application/vnd.google-apps.spreadsheet";

describe("the list of files", () => {
  const names = async ({ call }: TestBench, query: Readonly<Record<string, string>>): Promise<unknown> => {
    const parameters = new URLSearchParams({ fields: "files/name", ...query });
    const { body } = await call("GET", `/drive/v3/files?${parameters}`);
    return (body as { files?: readonly { name: string }[] }).files?.map(({ name }) => name);
  };

  const shelf = async (): Promise<TestBench> => {
    const opened = await bench();
    const { emulator, clock, call } = opened;
    const bob = emulator.accounts.add({ email: "bob@example.com" });
    const add = async (body: object): Promise<void> => {
      clock.advance(60_000);
      await call("POST", "/drive/v3/files", body);
    };
    await add({ name: "Bob's HelloWorld", mimeType });
    await add({ name: "notes 10", mimeType: "text/plain" });
    await add({ name: "notes 9", mimeType: "text/plain", trashed: true });
    emulator.people.share(
      emulator.people.createSpreadsheet(bob.email, "Shared"),
      "ada@example.com",
      "reader",
    );
    emulator.people.createSpreadsheet(bob.email, "Not shared");
    return opened;
  };

  const searches: readonly [string, readonly string[]][] = [
    ["name = 'Attendance'", ["Attendance"]],
    ["name = 'Bob\\'s HelloWorld'", ["Bob's HelloWorld"]],
    ["name contains 'hello'", ["Bob's HelloWorld"]],
    ["name contains 'World'", []],
    ["name != 'Attendance' and mimeType = 'text/plain'", ["notes 10", "notes 9"]],
    ["mimeType contains 'text' and trashed = false", ["notes 10"]],
    ["not (trashed = true or name = 'notes 10') and 'me' in owners", ["Attendance", "Bob's HelloWorld"]],
    ["sharedWithMe", ["Shared"]],
    ["sharedWithMe = true and not 'me' in writers", ["Shared"]],
    ["'bob@example.com' in owners", ["Shared"]],
    ["createdTime > '2026-01-05T08:02:00'", ["notes 9", "Shared"]],
    ["modifiedTime <= '2026-01-05T09:00:00+01:00'", ["Attendance"]],
    ["", ["Attendance", "Bob's HelloWorld", "notes 10", "notes 9", "Shared"]],
  ];
  it.each(searches)("finds by %s", async (q, found) => {
    expect(await names(await shelf(), { q, orderBy: "name" })).toEqual(found);
  });

  it.each([
    "name",
    "name =",
    "name = Attendance",
    "name ~ 'x'",
    "name = 'x' and",
    "(name = 'x'",
    "size > '3'",
    "trashed = 'true'",
    "createdTime > 'yesterday'",
    `${"(".repeat(40)}trashed = true${")".repeat(40)}`,
  ])("refuses to search by %s", async (q) => {
    const { call } = await bench();
    expect(refusal(await call("GET", `/drive/v3/files?${new URLSearchParams({ q })}`))).toBe(
      "400 invalid at q: Invalid Value",
    );
  });

  it("is ordered as it is asked to be, the latest change first otherwise", async () => {
    const opened = await shelf();
    expect(await names(opened, { q: "mimeType = 'text/plain'", orderBy: "name_natural desc" })).toEqual([
      "notes 10",
      "notes 9",
    ]);
    expect(await names(opened, { q: "mimeType = 'text/plain'" })).toEqual(["notes 9", "notes 10"]);
    expect(refusal(await opened.call("GET", "/drive/v3/files?orderBy=colour"))).toBe(
      "400 invalid at orderBy: Invalid Value",
    );
  });

  it("comes in pages", async () => {
    const opened = await shelf();
    const { body: first } = await opened.call("GET", "/drive/v3/files?pageSize=2&orderBy=name");
    const { nextPageToken, files } = first as { nextPageToken: string; files: readonly { name: string }[] };
    expect(files.map(({ name }) => name)).toEqual(["Attendance", "Bob's HelloWorld"]);
    expect(await names(opened, { pageSize: "3", orderBy: "name", pageToken: nextPageToken })).toEqual([
      "notes 10",
      "notes 9",
      "Shared",
    ]);
    expect(refusal(await opened.call("GET", "/drive/v3/files?pageToken=x"))).toBe(
      "400 invalid at pageToken: Invalid Value",
    );
    expect(refusal(await opened.call("GET", "/drive/v3/files?pageSize=1001"))).toBe(
      "400 invalid at pageSize: Invalid Value",
    );
  });
});
