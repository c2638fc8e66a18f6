import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { Child } from "../../test/child.ts";
import { commandLine } from "../../test/command-line.ts";
import { emulatedGoogle } from "../../test/emulated-google.ts";
import { temporaryFile, temporaryFolder } from "../../test/temporary-folder.ts";
import { SampleRandom } from "../sample/sample-random.ts";

const RECORDS = 12_000;
const KILLS = 10;
/** From before a process opens the store to well into its export. */
const LONGEST_LIFE_MS = 1_500;

const linked = async () => {
  const { emulator, environment } = await emulatedGoogle();
  const data = join(temporaryFolder(), "data");
  const run = commandLine(environment);
  const rows = Array.from({ length: RECORDS }, (_, index) => `R${index},M${index % 99},Math,2024-03-01\n`);
  const file = temporaryFile("a.csv", `id,member,session,date\n${rows.join("")}`);
  await run("import", file, "--tenant", "school", "--data", data);
  await run(
    ...["link", "--tenant", "school", "--account", "owner@example.com", "--time-zone", "UTC", "--data", data],
  );
  // The emulator answers or has done nothing: its silence is over sooner than Google's.
  const args = ["export", "--data", data, "--batch-rows", "100", "--wait", "--late-seconds", "1"];
  const exporting = () => new Child(args, environment);
  const verify = async () => JSON.parse((await run("verify", "--data", data, "--json")).out).tenants[0];
  return { emulator, exporting, verify };
};

it("has every record on the sheet once, however often the process is killed", async () => {
  const { exporting, verify } = await linked();
  // A seed, so that a failure can be looked at again; the moments still depend on the machine.
  const random = new SampleRandom(20_240_310);
  const ends: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = exporting();
    await Promise.race([setTimeout(random.below(LONGEST_LIFE_MS)), child.result()]);
    child.kill("SIGKILL");
    const { signal, code } = await child.result();
    ends.push(signal ?? `exit ${code}`);
    expect(await verify()).toMatchObject({ duplicates: 0, missing: 0, altered: 0 });
  }
  const last = await exporting().result();
  expect(last).toMatchObject({ code: 0 });
  expect(ends).toContain("SIGKILL");
  expect(await verify()).toMatchObject({
    rows: RECORDS,
    expected: RECORDS,
    missing: 0,
    duplicates: 0,
    unknown: 0,
    altered: 0,
    backlog: 0,
  });
});

it("finishes the batch at hand on the first Ctrl-C and goes on with the next run", async () => {
  const { exporting, verify } = await linked();
  const child = exporting();
  await child.says("batch 3 of 100 rows");
  child.kill("SIGINT");
  const stopped = await child.result();
  expect(stopped.code).toBe(130);
  expect(stopped.err).toContain("Stopping after this batch.");
  expect(stopped.out).toMatch(/the next run goes on\n$/);
  const { rows, expected } = await verify();
  expect(rows).toBe(expected);
  expect(rows % 100).toBe(0);
  expect((await exporting().result()).code).toBe(0);
  expect(await verify()).toMatchObject({ rows: RECORDS, missing: 0, duplicates: 0, backlog: 0 });
});

it("stops at once on the second Ctrl-C, and loses nothing", async () => {
  const { emulator, exporting, verify } = await linked();
  // The sheet takes the rows and says nothing: only the second Ctrl-C ends such a wait.
  emulator.faults.arm(
    { do: "commit", answer: "silence" },
    { on: { method: "spreadsheets.batchUpdate" }, after: 2 },
  );
  const child = exporting();
  await child.says("batch 2 of 100 rows");
  child.kill("SIGINT");
  await child.says("Once more stops at once");
  child.kill("SIGINT");
  expect((await child.result()).code).toBe(130);
  expect((await exporting().result()).code).toBe(0);
  expect(await verify()).toMatchObject({ rows: RECORDS, missing: 0, duplicates: 0, backlog: 0 });
});
