import type { Call } from "../calls/call-log.ts";
import type { StoredFile } from "../files/file.ts";
import { jsonReply, type Reply } from "../server/reply.ts";
import type { CallView, PulseView } from "./browser/replies.ts";
import type { PageServices } from "./page-services.ts";
import { cellDetailView, rowsView } from "./rows-view.ts";
import { sheetView, troubleView } from "./sheet-view.ts";

const shownCalls = 200;

const notThere = (): Reply => jsonReply(404, { why: "There is no such spreadsheet or tab here." });

const found = (view: unknown): Reply => (view === undefined ? notThere() : jsonReply(200, view, false));

const numberIn = (query: URLSearchParams, name: string, fallback = 0): number => {
  const value = Number(query.get(name) ?? fallback);
  return Number.isInteger(value) && value >= 0 ? value : fallback;
};

const callView = (call: Call): CallView => ({
  number: call.number,
  atMs: call.atMs,
  method: call.service === "sheets" ? call.method : `${call.service} ${call.method}`,
  access: call.access,
  who: call.email ?? "",
  outcome: call.outcome,
  status: call.status,
  error: call.error ?? "",
  fault: call.fault ?? "",
  durationMs: call.durationMs,
  requestBytes: call.requestBytes,
});

/** The latest calls after a number, the oldest first; of one file, with the calls that belong to none. */
export function callViews({ calls }: PageServices, query: URLSearchParams): readonly CallView[] {
  const after = numberIn(query, "after");
  const fileId = query.get("fileId");
  return calls
    .list()
    .filter(
      (call) =>
        call.number > after && (fileId === null || call.fileId === fileId || call.fileId === undefined),
    )
    .slice(-shownCalls)
    .map(callView);
}

function pulse(file: StoredFile, services: PageServices): PulseView {
  const { trashed, permissions, modifiedMs, current } = file;
  const stamp = JSON.stringify([
    trashed,
    permissions,
    modifiedMs,
    troubleView(services),
    services.quotas.used(),
    services.quotas.limits,
  ]);
  return { version: current?.number ?? 0, stamp, lastCall: services.calls.list().at(-1)?.number ?? 0 };
}

/** `GET /_emulator/spreadsheets/{id}/…`: what the page of a spreadsheet asks for. */
export function readEndpoint(
  id: string,
  part: string | undefined,
  query: URLSearchParams,
  services: PageServices,
): Reply {
  const file = services.files.find(id);
  if (file?.current === undefined) return notThere();
  const nowMs = services.clock.now();
  const sheetId = numberIn(query, "sheetId");
  if (part === undefined) return found(sheetView(file, services));
  if (part === "pulse") return found(pulse(file, services));
  if (part === "rows") {
    const wanted = {
      sheetId,
      fromRow: numberIn(query, "fromRow"),
      rowCount: numberIn(query, "rowCount", 200),
      fromColumn: numberIn(query, "fromColumn"),
      columnCount: numberIn(query, "columnCount", 40),
    };
    return found(rowsView(file.current, wanted, nowMs));
  }
  if (part === "cell") {
    return found(
      cellDetailView(
        file,
        { sheetId, row: numberIn(query, "row"), column: numberIn(query, "column") },
        nowMs,
      ),
    );
  }
  return notThere();
}
