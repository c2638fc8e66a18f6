/**
 * Times one batch on its way to Google, against a server on this machine that answers at once: what our own work costs
 * (cells into the API's shape, JSON) and what the client adds, with the body as a class and as a plain object.
 *
 * `node bench/append.ts [rows]`
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Cell, estimateRowBytes } from "@attendance-export/core";
import { sheets } from "@googleapis/sheets";
import { BatchUpdate } from "../src/batch-update.ts";
import { CELL_FIELDS, rowData } from "../src/cell-data.ts";

const ROUNDS = 15;
const rowCount = Number(process.argv[2] ?? 2_500);

const rowAt = (index: number): readonly Cell[] => [
  `rec-${String(index).padStart(7, "0")}`,
  { date: 46_023 },
  `m-${index % 500}`,
  `Zoë Ångström ${index % 500}`,
  "Morning session",
  { dateTime: 46_023.375 },
  { dateTime: 46_023.708_333 },
  7.5,
];
const rows = Array.from({ length: rowCount }, (_, index) => rowAt(index));
const encode = () => [{ appendCells: { sheetId: 7, rows: rows.map(rowData), fields: CELL_FIELDS } }];

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const timed = async (name: string, work: () => unknown): Promise<void> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  say(`${name.padEnd(36)} ${median(times).toFixed(1).padStart(7)} ms (median of ${ROUNDS})`);
};

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end('{"replies":[{}]}');
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = server.address() as AddressInfo;
const api = sheets({ version: "v4", rootUrl: `http://127.0.0.1:${port}/`, retry: false });
const send = (requestBody: BatchUpdate) => api.spreadsheets.batchUpdate({ spreadsheetId: "x", requestBody });

const json = JSON.stringify(new BatchUpdate(encode()));
const bytes = Buffer.byteLength(json);
const estimate = rows.reduce((sum, cells) => sum + estimateRowBytes(cells), 0);
say(
  `${rowCount} rows of 8 cells: ${bytes} bytes, ${(bytes / rowCount).toFixed(0)} a row, estimated ${estimate}`,
);
await timed("encode", encode);
await timed("encode + JSON", () => JSON.stringify(new BatchUpdate(encode())));
await timed("POST of the text by fetch", () =>
  fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: json }).then((r) => r.text()),
);
await timed("whole call, body as a class", () => send(new BatchUpdate(encode())));
await timed("whole call, body as a plain object", () => send({ requests: encode() }));
server.close();
server.closeAllConnections();
