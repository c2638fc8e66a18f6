import type { TestBench } from "./test-bench.ts";

/** An answer with its headers, so that a table can be checked against it. */
export interface Produced {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Brings one reported error about, as it comes about at Google wherever the emulator can. */
export type Producer = (bench: TestBench) => Promise<Produced>;

/** One request with the bench's token, or another, or none. */
export async function send(
  bench: TestBench,
  method: string,
  path: string,
  body?: unknown,
  token: string | undefined = bench.account.accessToken,
): Promise<Produced> {
  const reply = await fetch(`${bench.emulator.url}${path}`, {
    method,
    headers: token === "" ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const isJson = reply.headers.get("content-type")?.includes("json") === true;
  return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(text) : text };
}

const update = (bench: TestBench, range: string, values: unknown, token?: string): Promise<Produced> =>
  send(
    bench,
    "PUT",
    `${bench.path}/values/${encodeURIComponent(range)}?valueInputOption=RAW`,
    { values },
    token,
  );

const batch = (bench: TestBench, ...requests: unknown[]): Promise<Produced> =>
  send(bench, "POST", `${bench.path}:batchUpdate`, { requests });

const read = (bench: TestBench, token?: string): Promise<Produced> =>
  send(bench, "GET", bench.path, undefined, token);

/** Sends a batch twice: the second meets the effect of the first. */
async function twice(bench: TestBench, request: unknown): Promise<Produced> {
  await batch(bench, request);
  return batch(bench, request);
}

/** A file of another kind at a spreadsheet's address. */
function otherFile(bench: TestBench, mimeType: string): Promise<Produced> {
  const { emulator, account } = bench;
  const file = emulator.files.create({ owner: account.email, project: "", name: "other", mimeType });
  return send(bench, "GET", `/v4/spreadsheets/${file.id}`);
}

/** Another person who may write, but not what the owner protects. */
function colleague(bench: TestBench): string {
  const { accessToken } = bench.emulator.accounts.add({ email: "colleague@example.com" });
  bench.emulator.people.share(bench.id, "colleague@example.com");
  return accessToken;
}

const properties = (changes: Record<string, unknown>, fields: string) => ({
  updateSheetProperties: { properties: { sheetId: 0, ...changes }, fields },
});

const receipt = (metadataId: number) => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataId,
      metadataKey: "oa",
      location: { spreadsheet: true },
      visibility: "DOCUMENT",
    },
  },
});

const protectTab = { addProtectedRange: { protectedRange: { range: { sheetId: 0 } } } };
const oneCell = { rowIndex: 0, columnIndex: 0 };

async function overTheCellLimit(bench: TestBench): Promise<Produced> {
  const gridProperties = { rowCount: 9_974, columnCount: 1_000 };
  await batch(bench, { addSheet: { properties: { title: "Full", gridProperties } } });
  const values = Array.from({ length: 1_001 }, () => ["x"]);
  return send(bench, "POST", `${bench.path}/values/Sheet1!A1:append?valueInputOption=RAW`, { values });
}

async function arrayFormula(bench: TestBench): Promise<Produced> {
  const userEnteredValue = { formulaValue: "=ARRAYFORMULA(B1:B3)" };
  await batch(bench, {
    updateCells: { start: oneCell, rows: [{ values: [{ userEnteredValue }] }], fields: "*" },
  });
  const range = { startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1 };
  return batch(bench, { deleteRange: { range, shiftDimension: "ROWS" } });
}

async function limited(
  bench: TestBench,
  kind: "read" | "write",
  perUser: number,
  perProject: number,
): Promise<Produced> {
  bench.emulator.quotas.limit({ perUser, perProject });
  const call = () => (kind === "read" ? read(bench) : update(bench, "A1", [["x"]]));
  await call();
  return call();
}

function faulted(
  bench: TestBench,
  answer: "aborted" | "internal" | "bad gateway" | "unavailable" | "deadline",
): Promise<Produced> {
  bench.emulator.faults.arm({ do: "refuse", answer });
  return update(bench, "A1", [["x"]]);
}

/** The 39 of the 56 reported errors that the Sheets API itself gives. */
export const sheetsProducers: Readonly<Record<string, Producer>> = {
  "unparseable-range": (bench) => send(bench, "GET", `${bench.path}/values/'Data Tab'!A1:C10`),
  "exceeds-grid-limits": (bench) => update(bench, "Sheet1!A100000", [["x"]]),
  "wider-than-range": (bench) => update(bench, "Sheet1!A1:B1", [["a", "b", "c"]]),
  "values-not-list": (bench) => update(bench, "A1", "X"),
  "nested-cell": (bench) => update(bench, "A1", [["a"], ["b"], ["c"], [["d"]]]),
  "unknown-field": (bench) => batch(bench, { frobnicate: {} }),
  "no-requests": (bench) => batch(bench),
  "empty-request": (bench) => batch(bench, {}),
  "fields-mask-missing": (bench) => batch(bench, { appendCells: { rows: [{ values: [] }] } }),
  "bad-fields-mask": (bench) => batch(bench, { appendCells: { rows: [], fields: "userEnteredValu" } }),
  "no-grid-with-id": (bench) => batch(bench, { appendCells: { sheetId: 42, rows: [], fields: "*" } }),
  "no-sheet-with-id": (bench) => batch(bench, { deleteSheet: { sheetId: 42 } }),
  "hide-last-sheet": (bench) => batch(bench, properties({ hidden: true }, "hidden")),
  "empty-title": (bench) => batch(bench, properties({}, "*")),
  "title-too-long": (bench) => batch(bench, { addSheet: { properties: { title: "t".repeat(101) } } }),
  "duplicate-sheet-title": (bench) => batch(bench, { addSheet: { properties: { title: "Sheet1" } } }),
  "duplicate-metadata-id": (bench) => twice(bench, receipt(7)),
  "duplicate-named-range": (bench) =>
    twice(bench, { addNamedRange: { namedRange: { name: "GUARD", range: {} } } }),
  "already-protected": async (bench) => {
    await batch(bench, properties({ title: "Domains" }, "title"));
    return twice(bench, protectTab);
  },
  "no-protected-range": (bench) =>
    batch(bench, { deleteProtectedRange: { protectedRangeId: 2_092_627_652 } }),
  "chart-new-sheet-id-in-use": async (bench) => {
    await batch(bench, { addSheet: { properties: { sheetId: 545_637_411 } } });
    return batch(bench, { addChart: { chart: { position: { sheetId: 545_637_411 } } } });
  },
  "protected-cell": async (bench) => {
    await batch(bench, protectTab);
    return update(bench, "A1", [["x"]], colleague(bench));
  },
  "cell-limit": overTheCellLimit,
  "cell-too-long": (bench) => update(bench, "A1", [["x".repeat(50_001)]]),
  "too-many-subrequests": (bench) => batch(bench, ...new Array(100_001).fill({})),
  "payload-too-large": (bench) => update(bench, "A1", [["x".repeat(10_485_760)]]),
  "array-formula": arrayFormula,
  "office-file": (bench) =>
    otherFile(bench, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  "other-binary-file": (bench) => otherFile(bench, "application/pdf"),
  unauthenticated: (bench) => {
    bench.clock.advance(3_600_000);
    return read(bench);
  },
  "no-permission": (bench) =>
    read(bench, bench.emulator.accounts.add({ email: "stranger@example.com" }).accessToken),
  "scope-insufficient": (bench) => {
    const scopes = ["https://www.googleapis.com/auth/userinfo.email"];
    return read(bench, bench.emulator.accounts.add({ email: "unticked@example.com", scopes }).accessToken);
  },
  "service-disabled": (bench) => {
    bench.emulator.accounts.changeClient(bench.account.clientId, { isSheetsEnabled: false });
    return read(bench);
  },
  "api-key-blocked": (bench) => send(bench, "GET", `${bench.path}?key=AIza`, undefined, ""),
  "not-found": (bench) => send(bench, "GET", "/v4/spreadsheets/unknown"),
  "metadata-not-found": (bench) => send(bench, "GET", `${bench.path}/developerMetadata/4711`),
  aborted: (bench) => faulted(bench, "aborted"),
  "rate-limit-write-user": (bench) => limited(bench, "write", 1, 300),
  "rate-limit-read-user": (bench) => limited(bench, "read", 1, 300),
  "rate-limit-write-project": (bench) => limited(bench, "write", 60, 1),
  internal: (bench) => faulted(bench, "internal"),
  "bad-gateway-html": (bench) => faulted(bench, "bad gateway"),
  unavailable: (bench) => faulted(bench, "unavailable"),
  deadline: (bench) => faulted(bench, "deadline"),
};
