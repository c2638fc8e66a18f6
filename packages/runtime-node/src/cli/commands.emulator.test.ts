import { join } from "node:path";
import type { SheetsEmulator } from "@attendance-export/emulator-sheets";
import { expect, it } from "vitest";
import { commandLine } from "../../test/command-line.ts";
import { emulatedGoogle } from "../../test/emulated-google.ts";
import { temporaryFile, temporaryFolder } from "../../test/temporary-folder.ts";
import { variables } from "../google-settings.ts";

const csv = (count: number, note = "=1+1"): string =>
  `id,member,session,date,check-in,Note\n${Array.from(
    { length: count },
    (_, index) => `R${index},0042,Math,2024-03-0${(index % 9) + 1},08:3${index % 10},${note}\n`,
  ).join("")}`;

/** A tenant with records, linked to a new spreadsheet. */
const linked = async (count = 25) => {
  const { emulator, environment } = await emulatedGoogle();
  const data = join(temporaryFolder(), "data");
  const bare = commandLine(environment);
  const run = (...args: string[]) => bare(...args, "--data", data);
  const file = temporaryFile("a.csv", csv(count));
  await run("import", file, "--tenant", "school", "--time-zone", "America/Toronto");
  const link = await run(
    ...[
      "link",
      "--tenant",
      "school",
      "--account",
      "owner@example.com",
      "--time-zone",
      "America/Toronto",
      "--json",
    ],
  );
  const { spreadsheetId, tabId } = JSON.parse(link.out) as { spreadsheetId: string; tabId: number };
  return { emulator, run, spreadsheetId, tabId, link };
};

const writes = (emulator: SheetsEmulator): number =>
  emulator.calls.count({ method: "spreadsheets.batchUpdate", outcome: "answered" });

it("imports, links, exports and verifies, and adds nothing the second time", async () => {
  const { emulator, run, link } = await linked();
  expect(JSON.parse(link.out)).toMatchObject({ tenant: "school", fields: ["Note"] });
  expect(await run("export", "--batch-rows", "10")).toMatchObject({
    code: 0,
    out: "school: 25 records in 3 batches\n",
  });
  const before = writes(emulator);
  expect(await run("export")).toMatchObject({ code: 0, out: "school: 0 records in 0 batches\n" });
  expect(writes(emulator)).toBe(before);
  const verify = await run("verify", "--json");
  expect(verify.code).toBe(0);
  expect(JSON.parse(verify.out).tenants).toMatchObject([
    {
      tenant: "school",
      expected: 25,
      rows: 25,
      missing: 0,
      duplicates: 0,
      unknown: 0,
      altered: 0,
      clean: true,
    },
  ]);
});

it("writes a plain line a batch where nobody looks on", async () => {
  const { run } = await linked();
  const { err } = await run("export", "--batch-rows", "10");
  expect(err.split("\n").map((line) => line.split("/s")[0]?.replace(/[\d,]+$/, ""))).toEqual([
    "school: batch 1 of 10 rows, 10 of 25 rows, ",
    "school: batch 2 of 10 rows, 20 of 25 rows, ",
    "school: batch 3 of 5 rows, 25 of 25 rows, ",
    "",
  ]);
});

it("finds what people did to the sheet, row by row", async () => {
  const { emulator, run, spreadsheetId, tabId } = await linked(5);
  await run("export");
  const { people } = emulator;
  people.typeInto(spreadsheetId, { sheetId: tabId, row: 2, column: 3 }, "Somebody else");
  people.typeInto(spreadsheetId, { sheetId: tabId, row: 9, column: 0 }, "my own row");
  people.deleteRows(spreadsheetId, { sheetId: tabId, at: 4 });
  const { code, out } = await run("verify");
  expect(code).toBe(1);
  expect(out).toMatch(/^school +5 +5 +1 +0 +1 +1 +0 +0$/m);
  expect(out).toContain('altered: R1 in row 3, Member: "Somebody else" instead of "0042"');
  expect(out).toContain("missing: R3 is not on the sheet");
  expect(out).toContain('unknown: row 9 ("my own row")');
});

it("imports the same file again without changing anything, and a corrected one with a revision", async () => {
  const { run } = await linked(5);
  await run("export");
  const again = await run(
    "import",
    temporaryFile("a.csv", csv(5)),
    "--tenant",
    "school",
    "--time-zone",
    "America/Toronto",
  );
  expect(again).toMatchObject({
    code: 0,
    out: "5 records: 0 new, 0 changed, 5 as before\nevery record counts as approved; an approval.status in the mapping would say otherwise\n",
  });
  await run(
    "import",
    temporaryFile("a.csv", csv(5, "mended")),
    "--tenant",
    "school",
    "--time-zone",
    "America/Toronto",
  );
  expect(JSON.parse((await run("status", "--json")).out).tenants).toMatchObject([
    { tenant: "school", approved: 5, exported: 5, backlog: 0, corrected: 5 },
  ]);
  expect((await run("verify")).code).toBe(0);
});

it("shows the address of the sheet that the link was given", async () => {
  const { run, link } = await linked(1);
  const { sheet } = JSON.parse(link.out) as { sheet: string };
  expect(JSON.parse((await run("status", "--json")).out).tenants).toMatchObject([
    { tenant: "school", sheet },
  ]);
  expect((await run("status")).out).toContain(sheet);
});

it("keeps a history of runs, newest first", async () => {
  const { run } = await linked(5);
  expect(await run("history", "--tenant", "school")).toMatchObject({
    code: 0,
    out: "school has no runs yet.\n",
  });
  await run("export");
  await run("export");
  const { runs } = JSON.parse((await run("history", "--tenant", "school", "--json")).out);
  expect(runs).toMatchObject([
    { status: "completed", trigger: "manual", counts: { exported: 0 } },
    { status: "completed", trigger: "manual", counts: { exported: 5, batches: 1 } },
  ]);
  expect((await run("history", "--tenant", "school")).out).toMatch(/completed +5 +1 +0/);
});

it("says what an admin must do when access is withdrawn, and goes on by itself once it is back", async () => {
  const { emulator, run } = await linked(5);
  emulator.accounts.change("owner@example.com", { mustSignInAgain: true });
  const { code, out } = await run("export");
  expect(code).toBe(1);
  expect(out).toContain(
    "(access-revoked). Google access was withdrawn or has expired. Click Reconnect Google",
  );
  expect((await run("status")).code).toBe(1);
  emulator.accounts.change("owner@example.com", { mustSignInAgain: false });
  expect(await run("export")).toMatchObject({ code: 0, out: "school: 5 records in 1 batch\n" });
});

it("ends with 75 when a request got no answer, and settles it later without sending it twice", async () => {
  const { emulator, run } = await linked(5);
  emulator.faults.arm({ do: "commit late", answer: "drop" }, { on: { method: "spreadsheets.batchUpdate" } });
  const first = await run("export");
  expect(first.code).toBe(75);
  expect(first.out).toMatch(/^school: 0 records in 0 batches; a request got no answer .* run again after /);
  emulator.faults.releaseLate();
  const open = await run("verify");
  expect(open.code).toBe(1);
  expect(open.out).toContain(
    "school: a batch of 5 rows is open; until the next export its rows count as unknown",
  );
  const sent = writes(emulator);
  expect(await run("export")).toMatchObject({ code: 0, out: "school: 5 records in 1 batch\n" });
  expect(writes(emulator)).toBe(sent);
  expect((await run("verify")).code).toBe(0);
});

it("waits for an unanswered request where told, and does not trust Google before its time", async () => {
  const { emulator, run } = await linked(5);
  emulator.faults.arm({ do: "refuse", answer: "drop" }, { on: { method: "spreadsheets.batchUpdate" } });
  expect(await run("export", "--wait", "--late-seconds", "1")).toMatchObject({
    code: 0,
    out: "school: 5 records in 1 batch\n",
    err: expect.stringContaining("school: a request got no answer; waiting "),
  });
  expect((await run("verify")).code).toBe(0);
  const client = { [variables.clientId]: "id", [variables.clientSecret]: "secret" };
  const real = await commandLine(client)("export", "--late-seconds", "299", "--data", temporaryFolder());
  expect(real).toMatchObject({ code: 1, err: expect.stringContaining("Leave --late-seconds out") });
});

it.each([
  [["export"], 1, "No tenant has a linked sheet."],
  [["export", "--tenant", "nobody"], 1, "The tenant nobody has no linked sheet."],
  [["verify", "--tenant", "a b"], 2, "It must be 1 to 128 letters"],
  [["history"], 2, "required option '--tenant <id>' not specified"],
  [["exprot"], 2, "unknown command 'exprot'"],
  [["export", "--batch-rows", "0"], 2, "It must be a whole number from 1 to 5000."],
])("refuses %j with %d and a sentence, never a stack", async (args, code, sentence) => {
  const { environment } = await emulatedGoogle();
  const result = await commandLine(environment)(
    ...args,
    ...(code === 1 ? ["--data", temporaryFolder()] : []),
  );
  expect(result).toMatchObject({ code, out: "" });
  expect(result.err).toContain(sentence);
  expect(result.err).not.toMatch(/^\s+at /m);
});

it("asks for an OAuth client where there is none", async () => {
  const { code, err } = await commandLine()("export", "--data", temporaryFolder());
  expect(code).toBe(1);
  expect(err).toContain("Set ATTENDANCE_EXPORT_GOOGLE_CLIENT_ID and ATTENDANCE_EXPORT_GOOGLE_CLIENT_SECRET");
});

it("shows help with the exit codes", async () => {
  const { code, out } = await commandLine()("export", "--help");
  expect(code).toBe(0);
  expect(out).toContain("75 try again later");
});
