/**
 * Times the store without a sheet: put, page through the backlog, then freeze, mark and close batch after batch. Two sizes,
 * for cost must grow with the records and memory must not.
 *
 * `node bench/store.ts [records]`
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { openSqliteStore, type SqliteStore } from "@attendance-export/adapter-sqlite";
import {
  type AttendanceRecord,
  type BacklogPosition,
  defaultTemplate,
  type FrozenRow,
  type LinkState,
  linkId,
  linkSheet,
  localDate,
  type OpenBatch,
  type RecordDraft,
  recordId,
  runId,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { temporaryFile } from "../test/temporary-file.ts";

const ROWS_A_BATCH = 5_000;
const tenant = tenantId("bench");
const firstDay = Date.UTC(2022, 0, 3);

const draftAt = (index: number): RecordDraft => ({
  // Spread over the key space, as the ids of most apps are.
  id: recordId(`${((index * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, "0")}-${index}`),
  member: { id: `m-${index % 500}`, name: `Zoë Ångström ${index % 500}` },
  session: { id: `s-${index % 20}`, name: "Morning session" },
  // In the order of their days, as they arise: about as many a day as a large school has.
  date: localDate(new Date(firstDay + Math.floor(index / 240) * 86_400_000).toISOString().slice(0, 10)),
  checkIn: firstDay + index,
  checkOut: firstDay + index + 28_800_000,
  status: "approved",
  approval: { at: firstDay + index, by: "lead@example.org" },
  fields: { Hours: 7.5, Note: "on time" },
});

const rowOf = ({ id, revision, member, session }: AttendanceRecord): FrozenRow => ({
  recordId: id,
  revision,
  cells: [id, { date: 45_000 }, member.id, member.name, session.name, { dateTime: 45_000.25 }, null],
});

const timed = async (name: string, records: number, work: () => Promise<unknown>): Promise<void> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  delay.disable();
  process.stdout.write(
    `${name.padEnd(24)} ${String(records).padStart(7)} records ${ms.toFixed(0).padStart(6)} ms ` +
      `${String(Math.round((records / ms) * 1_000)).padStart(9)}/s  longest block ${(delay.max / 1e6).toFixed(0)} ms  ` +
      `${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
  );
};

const putAll = async ({ register }: SqliteStore, records: number): Promise<void> => {
  for (let start = 0; start < records; start += ROWS_A_BATCH) {
    const length = Math.min(ROWS_A_BATCH, records - start);
    await register.put(
      tenant,
      Array.from({ length }, (_, offset) => draftAt(start + offset)),
    );
  }
};

const pageThrough = async ({ attendance }: SqliteStore): Promise<void> => {
  let after: BacklogPosition | undefined;
  for (;;) {
    const page = await attendance.backlog(tenant, { after, limit: ROWS_A_BATCH });
    // What comes between two pages in a real run; without it, the longest block would be all of them.
    await setImmediate();
    const last = page.at(-1);
    if (last === undefined || page.length < ROWS_A_BATCH) return;
    after = { date: last.date, recordId: last.id };
  }
};

const openBatch = ({ link }: LinkState, sequence: number, size: number): OpenBatch => ({
  sequence,
  linkId: link.linkId,
  sheet: link.sheet,
  receipt: { id: sequence, tag: "bench" },
  size,
  state: "planned",
  plannedAt: 0,
  plannedBy: runId("bench"),
  appliedAt: null,
  unansweredSince: null,
  inconclusive: 0,
  unknownRefusals: 0,
  giveUp: null,
});

const exportAll = async ({ attendance, ledger }: SqliteStore, state: LinkState): Promise<void> => {
  for (let sequence = 1; ; sequence += 1) {
    const page = await attendance.backlog(tenant, { after: undefined, limit: ROWS_A_BATCH });
    if (page.length === 0) return;
    const batch = openBatch(state, sequence, page.length);
    const rows = page.map(rowOf);
    await ledger.transact(tenant, () => ({
      state,
      batch: { kind: "freeze", batch, rows },
      result: undefined,
    }));
    const frozen = (await ledger.frozenRows(tenant, sequence)) ?? [];
    await attendance.markExported(tenant, { sequence, exportedAt: 1, records: frozen });
    await ledger.transact(tenant, () => ({
      state,
      batch: { kind: "close", batch: { ...batch, outcome: "confirmed", closedAt: 1 } },
      result: undefined,
    }));
  }
};

const run = async (records: number): Promise<void> => {
  const file = temporaryFile();
  const store = openSqliteStore(file.path);
  const state = await store.ledger.transact(
    tenant,
    linkSheet({
      tenantId: tenant,
      linkId: linkId("bench"),
      sheet: { spreadsheetId: spreadsheetId("bench"), tabId: tabId(1) },
      accountEmail: "bench@example.org",
      timeZone: timeZone("UTC"),
      template: defaultTemplate(),
      grantVersion: 1,
      grantExpiresAt: null,
      receiptBase: 2 ** 20,
      fingerprint: "bench",
      batchLimit: ROWS_A_BATCH,
      now: 0,
    }),
  );
  try {
    await timed("put", records, () => putAll(store, records));
    await timed("put again, unchanged", records, () => putAll(store, records));
    await timed("backlog by pages", records, () => pageThrough(store));
    await timed("freeze, mark, close", records, () => exportAll(store, state));
    await timed("tally", records, () => store.register.tally(tenant));
  } finally {
    store.close();
    file.remove();
  }
};

const asked = process.argv[2];
for (const records of asked === undefined ? [23_700, 237_000] : [Number(asked)]) await run(records);
