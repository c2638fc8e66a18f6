import { afterEach, describe, expect, it } from "vitest";
import { driveRefusal as refusal } from "../../test/drive-refusal.ts";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";
import { scopes } from "../accounts/oauth-client.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

const mimeType = "application/vnd.google-apps.spreadsheet";

describe("a file", () => {
  it("is made as a spreadsheet of one tab, and shown with few fields unless more are asked for", async () => {
    const { call } = await bench();
    const made = await call("POST", "/drive/v3/files?supportsAllDrives=True", { name: "Register", mimeType });
    expect(made).toEqual({
      status: 200,
      body: { kind: "drive#file", id: expect.stringMatching(/^[\w-]{44}$/), name: "Register", mimeType },
    });
    const { id } = made.body as { id: string };
    const { body } = await call(
      "GET",
      `/v4/spreadsheets/${id}?fields=sheets.properties(title,sheetId,gridProperties)`,
    );
    expect(body).toEqual({
      sheets: [
        { properties: { sheetId: 0, title: "Sheet1", gridProperties: { rowCount: 1_000, columnCount: 26 } } },
      ],
    });
  });

  it("says whether it is in the bin and whether the caller may write", async () => {
    const { emulator, call, id } = await bench();
    const reader = emulator.accounts.add({ email: "bob@example.com" });
    emulator.people.share(id, reader.email, "reader");
    emulator.people.trash(id);
    const fields = "fields=trashed,mimeType,capabilities/canEdit";
    const seen = await call("GET", `/drive/v3/files/${id}?${fields}`, undefined, reader.accessToken);
    expect(seen.body).toEqual({ trashed: true, mimeType, capabilities: { canEdit: false } });
  });

  it("tells times in UTC with milliseconds", async () => {
    const { call, id, clock } = await bench();
    clock.advance(60_123);
    await call("PATCH", `/drive/v3/files/${id}`, { name: "Renamed" });
    expect((await call("GET", `/drive/v3/files/${id}?fields=name,createdTime,modifiedTime`)).body).toEqual({
      name: "Renamed",
      createdTime: "2026-01-05T08:00:00.000Z",
      modifiedTime: "2026-01-05T08:01:00.123Z",
    });
  });

  it("has the title of its spreadsheet as its name", async () => {
    const { call, id, path } = await bench();
    await call("PATCH", `/drive/v3/files/${id}`, { name: "From Drive" });
    expect((await call("GET", `${path}?fields=properties.title`)).body).toEqual({
      properties: { title: "From Drive" },
    });
  });

  it("is copied with its content for its new owner alone", async () => {
    const { emulator, call, batch, id } = await bench();
    await batch([{ updateSheetProperties: { properties: { sheetId: 0, title: "May" }, fields: "title" } }]);
    const bob = emulator.accounts.add({ email: "bob@example.com" });
    emulator.people.share(id, bob.email, "reader");
    const copied = await call(
      "POST",
      `/drive/v3/files/${id}/copy`,
      { name: null, mimeType },
      bob.accessToken,
    );
    expect(copied.body).toMatchObject({ name: "Copy of Attendance" });
    const copy = (copied.body as { id: string }).id;
    const read = await call(
      "GET",
      `/v4/spreadsheets/${copy}?fields=sheets.properties.title`,
      undefined,
      bob.accessToken,
    );
    expect(read.body).toEqual({ sheets: [{ properties: { title: "May" } }] });
    expect((await call("GET", `/v4/spreadsheets/${copy}`)).status).toBe(403);
  });

  it("goes to the bin and comes back by its owner only, and stays readable there", async () => {
    const { emulator, call, id, path } = await bench();
    const bob = emulator.accounts.add({ email: "bob@example.com" });
    emulator.people.share(id, bob.email);
    const trash = await call("PATCH", `/drive/v3/files/${id}`, { trashed: true }, bob.accessToken);
    expect(refusal(trash)).toMatch(/^403 insufficientFilePermissions: The user does not have sufficient/);
    await call("PATCH", `/drive/v3/files/${id}`, { trashed: true });
    expect((await call("GET", path)).status).toBe(200);
    const back = await call("PATCH", `/drive/v3/files/${id}?fields=trashed`, { trashed: false });
    expect(back.body).toEqual({ trashed: false });
  });

  it("is gone for Sheets and Drive once it is deleted", async () => {
    const { call, id, path } = await bench();
    expect(await call("DELETE", `/drive/v3/files/${id}`)).toEqual({ status: 204, body: "" });
    expect(refusal(await call("GET", `/drive/v3/files/${id}`))).toBe(
      `404 notFound at fileId: File not found: ${id}.`,
    );
    expect((await call("GET", path)).status).toBe(404);
  });

  it("does not exist for an app that neither made it nor had it picked, with the scope drive.file", async () => {
    const { emulator, call, id } = await bench();
    const { accessToken } = emulator.accounts.add({ email: "ada@example.com", scopes: [scopes.driveFile] });
    expect((await call("GET", `/drive/v3/files/${id}`, undefined, accessToken)).status).toBe(404);
    const made = await call("POST", "/drive/v3/files", { name: "Own", mimeType }, accessToken);
    const own = (made.body as { id: string }).id;
    expect((await call("GET", `/drive/v3/files/${own}`, undefined, accessToken)).status).toBe(200);
    const list = await call("GET", "/drive/v3/files?fields=files/name", undefined, accessToken);
    expect(list.body).toEqual({ files: [{ name: "Own" }] });
  });
});

describe("about", () => {
  it("says who calls and how much room there is", async () => {
    const { call } = await bench();
    const { body } = await call(
      "GET",
      "/drive/v3/about?fields=user(emailAddress,me),storageQuota(limit,usage)",
    );
    expect(body).toEqual({
      user: { emailAddress: "ada@example.com", me: true },
      storageQuota: { limit: "16106127360", usage: "0" },
    });
  });
});
