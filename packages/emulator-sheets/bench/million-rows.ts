/**
 * A million rows of ten columns, appended over HTTP in batches of 5,000 with a receipt each: time and memory, and whether an
 * append stays flat. The client runs in a process of its own, so that the memory is the emulator's.
 *
 * `node bench/million-rows.ts [rows] [memory|file]`
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSheetsEmulator } from "@attendance-export/emulator-sheets";

const rowsInBatch = 5_000;
const total = Number(process.argv[2] ?? 1_000_000);
const kind = process.argv[3] ?? "memory";

interface Task {
  readonly url: string;
  readonly id: string;
  readonly token: string;
}

const dateTime = { numberFormat: { type: "DATE_TIME", pattern: "yyyy-mm-dd hh:mm" } };

function batchBody(number: number): string {
  const rows = Array.from({ length: rowsInBatch }, (_, index) => {
    const record = number * rowsInBatch + index;
    const texts = ["present", "Zoë Müller", "Training", "Main hall", `member-${record % 977}`, ""];
    return {
      values: [
        { userEnteredValue: { stringValue: `record-${record}` } },
        { userEnteredValue: { numberValue: 45_000 + record / 1_440 }, userEnteredFormat: dateTime },
        { userEnteredValue: { boolValue: record % 2 === 0 } },
        ...texts.map((stringValue) => ({ userEnteredValue: { stringValue } })),
        { userEnteredValue: { numberValue: record } },
      ],
    };
  });
  const developerMetadata = {
    metadataId: number + 1,
    metadataKey: "oa",
    metadataValue: String(number),
    location: { spreadsheet: true },
    visibility: "DOCUMENT",
  };
  const fields = "userEnteredValue,userEnteredFormat.numberFormat";
  return JSON.stringify({
    requests: [
      { createDeveloperMetadata: { developerMetadata } },
      { appendCells: { sheetId: 1, fields, rows } },
    ],
  });
}

async function client({ url, id, token }: Task): Promise<void> {
  const times: number[] = [];
  for (let number = 0; number < total / rowsInBatch; number += 1) {
    const body = batchBody(number);
    const start = performance.now();
    const reply = await fetch(`${url}/v4/spreadsheets/${id}:batchUpdate`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    await reply.arrayBuffer();
    times.push(performance.now() - start);
  }
  const start = performance.now();
  const read = await fetch(`${url}/v4/spreadsheets/${id}/values/Log!A${total - 99}:J${total}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const values = ((await read.json()) as { values: unknown[] }).values;
  process.send?.({ times, readMs: performance.now() - start, lastRows: values.length });
}

const mean = (list: readonly number[]): string =>
  (list.reduce((sum, value) => sum + value, 0) / list.length).toFixed(1);

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-bench-"));
  const file = join(folder, "sheets.sqlite");
  const emulator = await startSheetsEmulator(kind === "file" ? { storage: { file } } : {});
  const account = emulator.accounts.add({ email: "bench@example.com" });
  const id = emulator.people.createSpreadsheet(account.email, "Bench");
  // A narrow tab: a million rows of ten columns are the ten million cells that a workbook may have, so Sheet1 must go.
  emulator.people.edit(id, [
    {
      addSheet: {
        properties: { sheetId: 1, title: "Log", gridProperties: { rowCount: 1, columnCount: 10 } },
      },
    },
    { deleteSheet: { sheetId: 0 } },
  ]);
  const child = fork(new URL(import.meta.url), [String(total), kind, "client"]);
  let peakRss = 0;
  const watch = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, 50);
  const start = performance.now();
  child.send({ url: emulator.url, id, token: account.accessToken } satisfies Task);
  const { times, readMs, lastRows } = await new Promise<{
    times: number[];
    readMs: number;
    lastRows: number;
  }>((resolve, reject) => {
    child.once("message", (message) =>
      resolve(message as { times: number[]; readMs: number; lastRows: number }),
    );
    child.once("exit", (code) => reject(new Error(`the client ended with ${code}`)));
  });
  clearInterval(watch);
  child.disconnect();
  const seconds = (performance.now() - start) / 1000;
  const fileMb = kind === "file" ? statSync(file).size / 2 ** 20 : 0;
  await emulator.close();
  rmSync(folder, { recursive: true });
  process.stdout.write(
    `${JSON.stringify({
      kind,
      rows: total,
      seconds: seconds.toFixed(1),
      firstTenMs: mean(times.slice(0, 10)),
      middleTenMs: mean(times.slice(times.length / 2 - 5, times.length / 2 + 5)),
      lastTenMs: mean(times.slice(-10)),
      peakRssMb: Math.round(peakRss / 2 ** 20),
      fileMb: Math.round(fileMb),
      readOfLast100Ms: readMs.toFixed(1),
      lastRows,
    })}\n`,
  );
}

if (process.argv[4] === "client") {
  process.once("message", (task) => {
    client(task as Task).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  });
} else await measure();
