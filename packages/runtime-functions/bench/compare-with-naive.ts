/**
 * 20,000 records of one tenant, from the schedule's message to the last mark, through Pub/Sub, the functions, Firestore and
 * the Sheets emulator; beside the loop that seed 001 draws (query, one `values.append`, mark one by one), on the same
 * emulators in the same run. Run with `node packages/runtime-functions/bench/compare-with-naive.ts`.
 */
import { readFileSync } from "node:fs";
import {
  type FirestoreBill,
  FirestoreMeter,
  GrpcFaultProxy,
  startEmulator,
} from "@attendance-export/google-emulators";
import { deleteApp, initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { LocalCloud } from "../test/local-cloud.ts";
import { LocalTenant } from "../test/local-tenant.ts";

const RECORDS = 20_000;
/** A run ends after minutes whatever is left; more than this is a fault. */
const MOST_MS = 300_000;

interface Result {
  readonly ms: number;
  readonly bill: FirestoreBill;
  readonly sheetWrites: number;
}

process.env.METADATA_SERVER_DETECTION = "none";
const [firestore, pubsub] = await Promise.all([startEmulator("firestore"), startEmulator("pubsub")]);
const proxy = await GrpcFaultProxy.open(firestore.host);
const meter = new FirestoreMeter(proxy);
const hosts = { firestore: firestore.host, pubsub: pubsub.host };
const cloud = await LocalCloud.open(hosts, { functionsFirestore: proxy.host });

const measured = async (tenant: LocalTenant, work: () => Promise<void>): Promise<Result> => {
  meter.take();
  const writes = () => cloud.sheets.calls.count({ fileId: tenant.sheet.spreadsheetId, access: "write" });
  const before = writes();
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  if (tenant.rows().length !== RECORDS || (await tenant.marked()) !== RECORDS)
    throw new Error(`${tenant.id} is not complete`);
  return { ms, bill: meter.take(), sheetWrites: writes() - before };
};

/** Through the product: one message, and nothing else. */
const throughFunctions = async (): Promise<void> => {
  await cloud.publishSchedule();
  const deadline = performance.now() + MOST_MS;
  while (!cloud.functions.lines.some(({ event }) => event === "run.finished")) {
    if (performance.now() > deadline) throw new Error(`no run ended:\n${cloud.functions.output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** What the sequence diagram says, word by word. A crash anywhere between the two last steps writes rows twice. */
const naively = async (tenant: LocalTenant, accessToken: string): Promise<void> => {
  const app = initializeApp({ projectId: cloud.projectId }, "naive");
  const store = getFirestore(app);
  store.settings({ host: proxy.host, ssl: false });
  const { docs } = await store
    .collection(`tenants/${tenant.id}/attendance`)
    .where("status", "==", "approved")
    .where("exportedAt", "==", null)
    .get();
  const values = docs.map((document) => [
    document.id,
    document.get("date"),
    document.get("member.id"),
    document.get("member.name"),
    document.get("session.name"),
    document.get("checkIn").toDate().toISOString(),
    document.get("checkOut").toDate().toISOString(),
    document.get("fields.Hours"),
    document.get("fields.Note"),
  ]);
  const url = `${cloud.sheets.url}/v4/spreadsheets/${tenant.sheet.spreadsheetId}/values/Attendance!A1:append?valueInputOption=RAW`;
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ values }),
  });
  if (!response.ok) throw new Error(await response.text());
  for (const document of docs) await document.ref.update({ exportedAt: new Date() });
  await deleteApp(app);
};

const peakMb = (): number => {
  const status = readFileSync(`/proc/${cloud.functions.pid}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000);
};

try {
  const naive = await LocalTenant.make(cloud, "naive", RECORDS);
  await naive.rest();
  const tenant = await LocalTenant.make(cloud, "product", RECORDS);
  const ours = await measured(tenant, throughFunctions);
  const { accessToken } = cloud.sheets.accounts.add({ email: naive.accountEmail });
  const theirs = await measured(naive, () => naively(naive, accessToken));
  const row = ({ ms, bill, sheetWrites }: Result) => ({
    seconds: Number((ms / 1_000).toFixed(1)),
    "records a second": Math.round(RECORDS / (ms / 1_000)),
    "Firestore reads": bill.reads,
    "Firestore writes": bill.writes,
    "requests to Firestore": bill.requests,
    "writes to Sheets": sheetWrites,
  });
  console.table({ "this product": row(ours), "the naive loop": row(theirs) });
  process.stdout.write(`The functions' process had ${peakMb()} MB at most.\n`);
} finally {
  await cloud[Symbol.asyncDispose]();
  await proxy.close();
  await Promise.all([firestore.stop(), pubsub.stop()]);
}
