/**
 * Measures the stores on the Firestore emulator: 20,000 records of one tenant put, read by pages and marked; a batch planned
 * and confirmed; twenty workers racing for one lease. Run with `node packages/adapter-firestore/bench/main.ts`.
 */
import {
  applyBatch,
  beginRun,
  confirmBatch,
  defaultTemplate,
  type FrozenRow,
  linkId,
  linkSheet,
  localDate,
  planBatch,
  type RecordDraft,
  recordId,
  renderRow,
  runId,
  spreadsheetId,
  tabId,
  tenantId,
  timeZone,
} from "@attendance-export/core";
import { freshProjectId, startEmulator } from "@attendance-export/google-emulators";
import { FirestoreAttendanceRegister } from "../src/firestore-attendance-register.ts";
import { FirestoreAttendanceStore } from "../src/firestore-attendance-store.ts";
import { FirestoreExportLedger } from "../src/firestore-export-ledger.ts";
import { openClient } from "../test/open-client.ts";

const RECORDS = 20_000;
const BATCH = 5_000;
const RACERS = 20;
const tenant = tenantId("tenant-1");
const now = Date.UTC(2026, 2, 2, 8);
const zone = timeZone("America/Toronto");
const template = defaultTemplate(["Hours", "Note"]);

/** Spread over the days against the order of their ids, as real ones are. */
const drafts: readonly RecordDraft[] = Array.from({ length: RECORDS }, (_, index) => ({
  id: recordId(`r-${String((index * 7_919) % 100_003).padStart(6, "0")}`),
  member: { id: `m-${index % 50}`, name: "山田 太郎" },
  session: { id: `s-${index % 9}`, name: "Night shift" },
  date: localDate(`2026-03-${String((index % 28) + 1).padStart(2, "0")}`),
  checkIn: now + index * 1_000,
  checkOut: now + 28_800_000 + index * 1_000,
  status: "approved",
  approval: { at: now, by: "lead@example.org" },
  fields: { Hours: 7.5, Note: "メモ".repeat(5) },
}));

const measured: { readonly what: string; readonly ms: number; readonly "a second"?: number }[] = [];

const measure = async <Result>(what: string, items: number, work: () => Promise<Result>): Promise<Result> => {
  const begun = performance.now();
  const result = await work();
  const ms = Math.round(performance.now() - begun);
  measured.push({ what, ms, ...(items > 1 ? { "a second": Math.round((items / ms) * 1_000) } : {}) });
  return result;
};

process.env.METADATA_SERVER_DETECTION = "none";
const emulator = await startEmulator("firestore");
delete process.env.FIRESTORE_EMULATOR_HOST;
const projectId = freshProjectId();
const clients = Array.from({ length: RACERS }, () => openClient(projectId, emulator.host));
const [{ firestore } = openClient(projectId, emulator.host)] = clients;
const register = new FirestoreAttendanceRegister(firestore);
const store = new FirestoreAttendanceStore(firestore);
const ledger = new FirestoreExportLedger(firestore);

const claim = (run: string) => ({ runId: runId(run), now, leaseMs: 360_000 });

await measure("first call of a process", 1, () =>
  ledger.transact(
    tenant,
    linkSheet({
      tenantId: tenant,
      linkId: linkId("link-1"),
      sheet: { spreadsheetId: spreadsheetId("sheet"), tabId: tabId(7) },
      accountEmail: "admin@example.org",
      timeZone: zone,
      template,
      grantVersion: 1,
      grantExpiresAt: null,
      receiptBase: 2 ** 20,
      fingerprint: "abcdef",
      batchLimit: BATCH,
      now,
    }),
  ),
);
await measure(`put ${RECORDS} new`, RECORDS, () => register.put(tenant, drafts));
await measure(`put ${RECORDS} equal`, RECORDS, () => register.put(tenant, drafts));

for (const limit of [500, 1_000, 2_500, 5_000, 10_000])
  await measure(`backlog by pages of ${limit}`, RECORDS, async () => {
    let page = await store.backlog(tenant, { after: undefined, limit });
    for (let pages = 1; page.length === limit && pages < RECORDS; pages += 1) {
      const last = page.at(-1);
      if (last === undefined) break;
      page = await store.backlog(tenant, { after: { date: last.date, recordId: last.id }, limit });
    }
  });

const ledgers = clients.map((client) => new FirestoreExportLedger(client.firestore));
for (const one of ledgers) await one.frozenRows(tenant, 1);
const starts = await measure(`${RACERS} workers race for the lease`, 1, () =>
  Promise.all(
    ledgers.map((one, index) =>
      one.transact(
        tenant,
        beginRun(claim(`run-${index}`), () => null),
      ),
    ),
  ),
);
const winner = starts.findIndex((start) => start?.status === "begun");

const backlog = await store.backlog(tenant, { after: undefined, limit: RECORDS });
for (let sequence = 1; sequence <= RECORDS / BATCH; sequence += 1) {
  const records = backlog.slice((sequence - 1) * BATCH, sequence * BATCH);
  const rows = records.flatMap((record): FrozenRow[] => {
    const rendering = renderRow(record, template, zone);
    return rendering.status === "rendered" ? [rendering.row] : [];
  });
  const own = claim(`run-${winner}`);
  const proposal = {
    ...own,
    linkId: linkId("link-1"),
    sequence,
    tag: `abcdef${sequence}`,
    rows,
    despiteError: false,
  };
  await measure(`plan batch ${sequence} of ${BATCH}`, 1, () => ledger.transact(tenant, planBatch(proposal)));
  await measure(`frozen rows of batch ${sequence}`, 1, () => ledger.frozenRows(tenant, sequence));
  await measure(`apply batch ${sequence}`, 1, () =>
    ledger.transact(tenant, applyBatch({ ...own, sequence })),
  );
  await measure(`mark batch ${sequence}`, BATCH, () =>
    store.markExported(tenant, {
      sequence,
      exportedAt: now + sequence,
      records: rows.map(({ recordId: id, revision }) => ({ recordId: id, revision })),
    }),
  );
  await measure(`confirm batch ${sequence}`, 1, () =>
    ledger.transact(tenant, confirmBatch({ ...own, sequence, maxRows: BATCH })),
  );
}
const tally = await measure("tally", 1, () => register.tally(tenant));

process.stdout.write(
  `${measured.map(({ what, ms, ...rest }) => `${what.padEnd(36)} ${String(ms).padStart(7)} ms${"a second" in rest ? `  ${rest["a second"]} a second` : ""}`).join("\n")}\n`,
);
process.stdout.write(
  `${JSON.stringify({ winner, tally, megabytes: Math.round(process.memoryUsage.rss() / 1e6) })}\n`,
);
for (const { close } of clients) await close();
await emulator.stop();
