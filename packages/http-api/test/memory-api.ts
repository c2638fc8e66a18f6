import { CronerTimetable } from "@attendance-export/adapter-croner";
import {
  defaultTemplate,
  ExportAttendance,
  LinkSheet,
  localDate,
  ReconnectSheet,
  type RecordDraft,
  RelinkSheet,
  recordId,
  runId,
  type SheetSink,
  StartConsent,
  type TenantId,
  tenantId,
  timeZone,
  UnlinkSheet,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import type { AccessPolicy } from "../src/access.ts";
import { httpApi } from "../src/api-app.ts";
import { ApiError } from "../src/api-error.ts";
import type { ApiParts } from "../src/api-parts.ts";
import type { Caller } from "../src/caller.ts";
import { addEventRoutes } from "../src/event-routes.ts";

export const school = tenantId("a-school");
export const otherSchool = tenantId("a-school2");
export const OWNER = "office@school.example";
const HOST = "127.0.0.1:8080";

/** Whoever comes with nothing is the operator; a bearer token `admin of X` is that organisation's, any other one nobody's. */
const policy: AccessPolicy = {
  guardsOrigin: true,
  admit: async ({ headers }): Promise<Caller> => {
    const shown = headers.get("authorization");
    if (shown === null) return { adminId: "operator", tenantId: undefined };
    const [, tenant] = /^Bearer admin of (\S+)$/.exec(shown) ?? [];
    if (tenant === undefined) throw new ApiError(401, { error: "unauthorized", message: "Sign in first." });
    return { adminId: `admin-of-${tenant}`, tenantId: tenantId(tenant) };
  },
};

export interface MemoryApiOptions {
  readonly records?: number;
  readonly linked?: boolean;
  readonly patienceMs?: number;
  readonly around?: (sink: SheetSink) => SheetSink;
}

/** The API over everything in memory, with one linked tenant, asked without a socket. */
export const memoryApi = async ({ records = 3, linked = true, ...options }: MemoryApiOptions = {}) => {
  const adapters = { ...openMemoryAdapters(), timetable: new CronerTimetable() };
  const { around = (sink) => sink, patienceMs } = options;
  const ports = { ...adapters, sink: around(adapters.sink) };
  const under = new Set<Promise<unknown>>();
  const soFar = { records: 0 };
  let stop = false;
  const parts: ApiParts = {
    access: policy,
    stores: () => adapters,
    actions: () => ({
      startRun: (tenant) => {
        const id = runId(adapters.ids.fresh());
        const run = new ExportAttendance(ports);
        const report = run.execute({ tenantId: tenant, trigger: "manual", runId: id, stop: () => stop });
        under.add(report);
        return { status: "started", runId: id, report };
      },
      startConsent: (tenant, adminId, choice) => new StartConsent(adapters).execute(tenant, adminId, choice),
      relinkSheet: () => new RelinkSheet(adapters),
      unlinkSheet: () => new UnlinkSheet(adapters),
      firstTemplate: async () => defaultTemplate(["note"]),
    }),
    log: { failure: () => undefined, defect: () => undefined },
    exportedSoFar: () => soFar.records,
    googleUrl: undefined,
    patienceMs,
  };
  const stopping = new AbortController();
  const app = httpApi(parts, { add: (api) => addEventRoutes(api, parts, { stopping: stopping.signal }) });
  for (const tenant of [school, otherSchool]) adapters.spreadsheets.allow({ tenantId: tenant });
  if (linked) await link(new LinkSheet(adapters), school);
  await adapters.register.put(
    school,
    Array.from({ length: records }, (_, index) => draftOf(`R${index}`)),
  );
  const call = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { host: HOST, ...(init.headers as Record<string, string> | undefined) };
    return Promise.resolve(app.request(path, { ...init, headers }));
  };
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method,
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  return {
    ...{ adapters, call, send, stopping, soFar },
    as: (tenant: TenantId) => ({ authorization: `Bearer admin of ${tenant}` }),
    linkAnother: () => link(new LinkSheet(adapters), otherSchool),
    /** An admin's browser goes to Google and comes back. */
    answered: (url: string, tenant: TenantId, adminId = "operator") =>
      new ReconnectSheet(adapters).execute({
        ...adapters.google.answer(url, { accountEmail: OWNER }),
        tenantId: tenant,
        adminId,
      }),
    /** Resolves once no run is at work. */
    settled: () => Promise.allSettled(under),
    stopRuns: () => {
      stop = true;
    },
  };
};

const link = (use: LinkSheet, tenant: TenantId) =>
  use.execute({
    tenantId: tenant,
    spreadsheet: { title: "A school" },
    tabTitle: "Attendance",
    accountEmail: OWNER,
    refreshToken: "1//token",
    timeZone: timeZone("UTC"),
    template: defaultTemplate(),
  });

export const draftOf = (id: string): RecordDraft => ({
  id: recordId(id),
  member: { id: "1", name: "Ana" },
  session: { id: "M", name: "Math" },
  date: localDate("2024-03-08"),
  checkIn: null,
  checkOut: null,
  status: "approved",
  approval: null,
  fields: {},
});
