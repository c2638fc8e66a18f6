import { afterEach, describe, expect, it } from "vitest";
import { closeTestBenches, openTestBench, type TestBench } from "../../test/test-bench.ts";

const bench = (): Promise<TestBench> => openTestBench();
afterEach(closeTestBenches);

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

const page = async ({ emulator }: TestBench, path: string) => {
  const reply = await fetch(`${emulator.url}${path}`);
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};

describe("a page", () => {
  it("lets no script or style run that does not come from the emulator", async () => {
    const opened = await bench();
    for (const path of ["/", `/spreadsheets/d/${opened.id}/edit`, "/spreadsheets/d/nowhere/edit"]) {
      const { headers, text } = await page(opened, path);
      expect(headers.get("content-security-policy")).toContain("script-src 'self'");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(text).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);
    }
  });

  it("escapes titles, names and addresses, in texts and in attributes", async () => {
    const opened = await bench();
    const { people, accounts } = opened.emulator;
    const id = people.createSpreadsheet("ada@example.com", hostile);
    accounts.register(`${hostile}@example.com`, hostile);
    people.share(id, `${hostile}@example.com`);
    for (const path of ["/", `/spreadsheets/d/${id}/edit`]) {
      const { text } = await page(opened, path);
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<img");
      expect(text).toContain("&lt;script&gt;alert(1)");
    }
  });

  it("says that a spreadsheet is not there, with 404", async () => {
    const opened = await bench();
    const { status, text } = await page(opened, "/spreadsheets/d/nowhere/edit");
    expect([status, text.includes("no such spreadsheet")]).toEqual([404, true]);
  });

  it("opens at Google's path, with or without its last part", async () => {
    const opened = await bench();
    const { id } = opened;
    for (const path of [
      `/spreadsheets/d/${id}`,
      `/spreadsheets/d/${id}/`,
      `/spreadsheets/d/${id}/edit?gid=0#gid=0`,
    ]) {
      expect((await page(opened, path)).status).toBe(200);
    }
  });

  it("gets every style and module that it names", async () => {
    const opened = await bench();
    const { text } = await page(opened, `/spreadsheets/d/${opened.id}/edit`);
    const named = [...text.matchAll(/(?:href|src)="(\/_emulator\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(3);
    const seen = new Set(named);
    for (const path of seen) {
      const { status, headers, text: body } = await page(opened, path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get("content-type")).toMatch(/^text\/(?:css|javascript)/);
      expect(body).not.toMatch(/^import type/m);
      for (const [, leaf = ""] of body.matchAll(/from "\.\/([^"]+)"/g))
        seen.add(`/_emulator/assets/browser/${leaf}`);
    }
  });

  it("gives nothing but its own assets", async () => {
    const opened = await bench();
    for (const name of [
      "browser/..%2f..%2findex.ts",
      "browser/../asset-surface.ts",
      "constructor",
      "browser/sheet.css",
      "x/y/z",
    ]) {
      expect((await page(opened, `/_emulator/assets/${name}`)).status).toBe(404);
    }
  });
});

describe("what the page of a spreadsheet asks for", () => {
  const ask = async (opened: TestBench, part: string): Promise<unknown> =>
    (await opened.call("GET", `/_emulator/spreadsheets/${opened.id}${part}`)).body;

  it("is the spreadsheet without its cells", async () => {
    const opened = await bench();
    const { emulator, id, batch } = opened;
    emulator.people.share(id, "bob@example.com", "reader");
    emulator.people.protectTab(id, 0, ["bob@example.com"]);
    await batch([
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataId: 7,
            metadataKey: "oa",
            metadataValue: "v",
            visibility: "PROJECT",
            location: { sheetId: 0 },
          },
        },
      },
    ]);
    emulator.faults.arm({ do: "refuse", answer: "drop" }, { times: 2 });
    expect(await ask(opened, "")).toMatchObject({
      title: "Attendance",
      owner: "ada@example.com",
      version: 3,
      isTrashed: false,
      reservedCells: 26_000,
      tabs: [{ sheetId: 0, title: "Sheet1", rowCount: 1_000, columnCount: 26, dataEnd: 0 }],
      permissions: [
        { who: "ada@example.com", role: "owner" },
        { who: "bob@example.com", role: "reader" },
      ],
      metadata: [{ id: 7, key: "oa", value: "v", place: "tab Sheet1", visibility: "project 123456789012" }],
      metadataTotal: 1,
      metadataCharacters: 3,
      protections: [{ range: "Sheet1", editors: ["bob@example.com", "ada@example.com"] }],
      versions: [{ number: 3 }, { number: 2 }, { number: 1 }],
      trouble: { armed: 2, held: 0, staleSeconds: 0, areQuotasOn: false },
    });
  });

  it("are the rows of a window as they are shown, with the kind of what is no text", async () => {
    const opened = await bench();
    const { emulator, id } = opened;
    const cells = [["a", "7.5", "TRUE", "=1/0", "=1+1"], [], ["", "x".repeat(300)]];
    for (const [row, texts] of cells.entries()) {
      for (const [column, text] of texts.entries())
        emulator.people.typeInto(id, { sheetId: 0, row, column }, text);
    }
    expect(await ask(opened, "/rows?sheetId=0&fromRow=0&rowCount=10")).toMatchObject({
      fromRow: 0,
      rows: [
        ["a", ["7.5", "n"], ["TRUE", "b"], ["#DIV/0!", "fe"], ["2", "fn"]],
        [],
        ["", `${"x".repeat(200)}…`],
      ],
    });
    expect(
      await ask(opened, "/rows?sheetId=0&fromRow=2&rowCount=1&fromColumn=1&columnCount=1"),
    ).toMatchObject({
      rows: [[`${"x".repeat(200)}…`]],
    });
    expect(await ask(opened, "/cell?sheetId=0&row=0&column=4")).toMatchObject({
      entered: "=1+1",
      shown: "2",
    });
    expect(await ask(opened, "/cell?sheetId=0&row=2&column=1")).toMatchObject({ entered: "x".repeat(300) });
  });

  it("gives a pulse that changes with everything there is to see", async () => {
    const opened = await bench();
    const { emulator, id, call, path } = opened;
    const seen = new Set<string>();
    const beat = async (): Promise<void> => {
      seen.add(JSON.stringify(await ask(opened, "/pulse")));
    };
    const changes = [
      () => emulator.people.typeInto(id, { sheetId: 0, row: 0, column: 0 }, "x"),
      () => emulator.people.share(id, "bob@example.com"),
      () => emulator.people.trash(id),
      () => emulator.faults.arm({ do: "delay", ms: 1 }),
      () => emulator.faults.staleReads(3),
      () => emulator.quotas.limit({ perUser: 9, perProject: 9 }),
      () => call("GET", path),
    ];
    await beat();
    for (const change of changes) {
      await change();
      await beat();
    }
    expect(seen.size).toBe(changes.length + 1);
  });

  it("are the calls after a number, of the file and of none", async () => {
    const opened = await bench();
    const { call, path, id } = opened;
    await call("GET", path);
    await call("GET", "/v4/spreadsheets/other");
    await call("GET", `/tokeninfo?access_token=no`);
    const { body } = await call("GET", `/_emulator/calls?fileId=${id}`);
    expect((body as { method: string }[]).map(({ method }) => method)).toEqual([
      "spreadsheets.get",
      "oauth tokeninfo",
    ]);
    expect((await call("GET", "/_emulator/calls?after=2")).body).toMatchObject([
      { number: 3, status: 400, access: "read" },
    ]);
  });
});
