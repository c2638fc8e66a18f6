import { googleFetch } from "@attendance-export/emulator-sheets";
import { OAuth2Client } from "google-auth-library";
import { GoogleSpreadsheet } from "google-spreadsheet";
import { ourStrategy } from "../src/strategies/our-strategy.ts";
import { peerStrategies } from "../src/strategies/peer-strategies.ts";
import type { Row } from "../src/strategies/sheet-client.ts";
import { recordIdOf, type Strategy } from "../src/strategies/strategy.ts";
import { VirtualWorld } from "../src/strategies/virtual-world.ts";

export interface ExportFigure {
  readonly name: string;
  readonly rowsPerSecond: number;
  /** Requests to the Sheets API for all rows. */
  readonly requests: number;
  /** How many times the floor's time. */
  readonly timesFloor: number;
}

const BATCH = 5_000;

/** The seven cells of the usual template. */
const row = (id: string): Row => [
  id,
  "2024-03-08",
  `M${Number(id.slice(1)) % 97}`,
  `Member ${Number(id.slice(1)) % 97}`,
  "Mathematics",
  "2024-03-08 07:58",
  "",
];

interface Timed {
  readonly ms: number;
  readonly requests: number;
}

/** Opens a fresh emulator in this process, lets `prepare` do what is not timed, and times the rest. */
const timed = async (prepare: (world: VirtualWorld) => Promise<() => Promise<void>>): Promise<Timed> => {
  const world = await VirtualWorld.open(1);
  try {
    const work = await prepare(world);
    const before = world.calls;
    const startedAt = performance.now();
    await work();
    return { ms: performance.now() - startedAt, requests: world.calls - before };
  } finally {
    await world.emulator.close();
  }
};

const withStrategy = (strategy: Strategy, rows: number): Promise<Timed> =>
  timed(async (world) => {
    const exporter = await strategy.open(world, { batchRows: BATCH, row });
    world.emulator.people.edit(exporter.spreadsheetId, [
      { appendDimension: { sheetId: exporter.tabId, dimension: "ROWS", length: rows } },
    ]);
    await exporter.approve(0, rows);
    return async () => {
      await exporter.run((act) => act());
      if ((await exporter.backlog()) !== 0) throw new Error(`${strategy.name} did not finish`);
    };
  });

/** Serialises the same cells and posts them to the same emulator: no store, no receipt, no client library. */
const floor = (rows: number): Promise<Timed> =>
  timed(async (world) => {
    const spreadsheetId = world.emulator.people.createSpreadsheet(world.credentials.email, "Floor");
    const ids = Array.from({ length: rows }, (_, number) => recordIdOf(number));
    return async () => {
      for (let from = 0; from < rows; from += BATCH) {
        const cells = ids.slice(from, from + BATCH).map((id) => ({
          values: row(id).map((stringValue) => ({ userEnteredValue: { stringValue } })),
        }));
        const requests = [{ appendCells: { sheetId: 0, rows: cells, fields: "userEnteredValue" } }];
        const reply = await fetch(`${world.emulator.url}/v4/spreadsheets/${spreadsheetId}:batchUpdate`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${world.credentials.accessToken}`,
            "content-type": "application/json",
          },
          body: JSON.stringify({ requests }),
        });
        if (!reply.ok) throw new Error(await reply.text());
        await reply.text();
      }
    };
  });

const withGoogleSpreadsheet = (rows: number): Promise<Timed> =>
  timed(async ({ emulator, credentials }) => {
    const { clientId, clientSecret, refreshToken } = credentials;
    const auth = new OAuth2Client({
      clientId,
      clientSecret,
      endpoints: { oauth2TokenUrl: `${emulator.url}/token` },
    });
    auth.setCredentials({ refresh_token: refreshToken });
    const realFetch = globalThis.fetch;
    // The library has Google's hosts written into it; the global fetch is lent to it for as long as it works.
    globalThis.fetch = googleFetch(emulator.url, realFetch);
    const document = await GoogleSpreadsheet.createNewSpreadsheetDocument(auth, { title: "addRows" });
    const headerValues = ["Record", "Date", "Member ID", "Member", "Session", "Check-in", "Check-out"];
    const sheet = await document.addSheet({ title: "Attendance", headerValues });
    return async () => {
      for (let from = 0; from < rows; from += BATCH) {
        const size = Math.min(BATCH, rows - from);
        await sheet.addRows(
          Array.from({ length: size }, (_, index) => [...row(recordIdOf(from + index))]),
          { raw: true },
        );
      }
      globalThis.fetch = realFetch;
    };
  });

/** Every way once to warm up, then in turns, so that what else the machine does meets all of them. The best round counts. */
export const compareExports = async (rows: number, rounds: number): Promise<readonly ExportFigure[]> => {
  const ways: readonly (readonly [string, (rows: number) => Promise<Timed>])[] = [
    ["floor: serialise and post", floor],
    ...[ourStrategy, ...peerStrategies].map(
      (strategy) =>
        [strategy.name.replaceAll("*", ""), (count: number) => withStrategy(strategy, count)] as const,
    ),
    ["google-spreadsheet, addRows", withGoogleSpreadsheet],
  ];
  const best = new Map<string, Timed>();
  for (const [, way] of ways) await way(BATCH);
  for (let round = 0; round < rounds; round += 1)
    for (const [name, way] of ways) {
      const result = await way(rows);
      if (result.ms < (best.get(name)?.ms ?? Number.POSITIVE_INFINITY)) best.set(name, result);
    }
  const floorMs = best.get("floor: serialise and post")?.ms ?? Number.NaN;
  return [...best].map(([name, { ms, requests }]) => ({
    name,
    rowsPerSecond: Math.round((rows / ms) * 1_000),
    requests,
    timesFloor: Math.round((ms / floorMs) * 100) / 100,
  }));
};
