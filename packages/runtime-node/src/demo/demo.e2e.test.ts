import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Child } from "../../test/child.ts";
import { temporaryFile, temporaryFolder } from "../../test/temporary-folder.ts";
import type { DemoSummary } from "./demo-summary.ts";

it("puts a sample on three sheets, each record once, whatever goes wrong on the way", async () => {
  const { code, out } = await new Child(["demo", "--json", "--records", "300"]).result();
  const summary = JSON.parse(out) as DemoSummary;
  expect(summary).toMatchObject({ records: 300, rows: 300, missing: 0, duplicates: 0, exactlyOnce: true });
  expect(summary.tenants.map(({ records, rows, batches }) => [records, rows, batches])).toEqual([
    [100, 100, 4],
    [100, 100, 4],
    [100, 100, 4],
  ]);
  // A worker killed, a late write, a lost answer, a replay, and everything once more.
  expect(summary.troubles.map(({ happened }) => happened)).toEqual([true, true, true, true, true]);
  expect(summary.troubles.at(-1)?.outcome).toBe("0 rows added, 0 requests sent");
  expect(summary.peakRssBytes).toBeGreaterThan(10_000_000);
  expect(code).toBe(0);
});

it("takes a file of yours, with every trouble on its one sheet, and says what it left out", async () => {
  const rows = Array.from({ length: 500 }, (_, index) => `R${index},Ana,Math,2024-03-01,=1+${index}\n`);
  const file = temporaryFile("my file.csv", `id,member,session,date,note\n${rows.join("")}broken,line\n`);
  const { code, out, err } = await new Child(["demo", "--input", file]).result();
  expect(err).toContain("line 502: 2 values stand here, the header has 5 columns");
  expect(out).toContain("500 records: 500 new, 0 changed, 0 as before");
  expect(out).toContain("1 row refused");
  expect(out).toMatch(/^my-file +500 +500 +4 +\d+ +[\d.]+ +0 +0$/m);
  expect(out).toContain("Each of 500 records is there exactly once.");
  expect(out.match(/^✓/gm)).toHaveLength(5);
  expect(code).toBe(0);
});

it("shows the sheet as long as it is kept up, and leaves a folder that other commands can read", async () => {
  const data = join(temporaryFolder(), "data");
  const demo = new Child(["demo", "--records", "30", "--keep", "--no-page", "--data", data]);
  await demo.says("stay up at");
  demo.kill("SIGINT");
  const { code, out } = await demo.result();
  expect(code).toBe(0);
  expect(out).toContain("ATTENDANCE_EXPORT_GOOGLE_EMULATOR=http://127.0.0.1:");
  const status = await new Child(["status", "--json", "--data", data]).result();
  expect(JSON.parse(status.out).tenants).toHaveLength(3);
  const again = await new Child(["demo", "--data", data]).result();
  expect(again).toMatchObject({ code: 1, out: "" });
  expect(again.err).toContain("already holds an installation");
});

it("has the sheet's page at the address it prints", async () => {
  const demo = new Child(["demo", "--records", "30", "--keep", "--no-page"]);
  await demo.says("stay up at");
  const page = /http:\S+\/edit\?gid=\d+/.exec(demo.output)?.[0] ?? "no address";
  const html = await (await fetch(page)).text();
  expect(html).toContain("Harbour Street School");
  demo.kill("SIGINT");
  expect((await demo.result()).code).toBe(0);
});

const takenPort = async (): Promise<string> => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
  });
  await once(server, "listening");
  return String((server.address() as AddressInfo).port);
};

it("says that its port is taken, and leaves nothing behind", async () => {
  const port = await takenPort();
  const folder = temporaryFolder();
  const { code, err } = await new Child(["demo", "--port", port], { TMPDIR: folder }).result();
  expect(err).toBe(
    `error: Port ${port} is in use by another program.\nName another one with --port, or none: then any free port is taken.\n`,
  );
  expect(code).toBe(1);
  expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
});

it("says that the dashboard's port is taken, and which option names another", async () => {
  const port = await takenPort();
  const args = ["demo", "--records", "30", "--keep", "--no-page", "--page-port", port];
  const { code, err } = await new Child(args).result();
  expect(err).toContain(
    `error: Nobody can listen on 127.0.0.1, port ${port} (EADDRINUSE).\nGive --page-port another number; 0 takes any free one.\n`,
  );
  expect(code).toBe(1);
});
