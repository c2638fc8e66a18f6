import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { CronerTimetable } from "@attendance-export/adapter-croner";
import {
  defaultTemplate,
  ExportAttendance,
  LinkSheet,
  localDate,
  RelinkSheet,
  recordId,
  runId,
  StartConsent,
  tenantId,
  timeZone,
  UnlinkSheet,
} from "@attendance-export/core";
import { openMemoryAdapters } from "@attendance-export/core/memory";
import { ApiError, type ApiParts, addEventRoutes, httpApi } from "@attendance-export/http-api";
import { createAdaptorServer } from "@hono/node-server";

export const OWN = "tenant-1";
export const EMPTY = "tenant-11";
/** Nearly the same name, and somebody else's. */
export const FOREIGN = "tenant-10";
/** Whoever shows it sees everything but `FOREIGN`. */
export const TOKEN = "right";

/** The product's own HTTP API over stores in memory, on a real socket of this machine. */
export class HttpInstallation {
  readonly adapters = { ...openMemoryAdapters(), timetable: new CronerTimetable() };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #stopping = new AbortController();
  /** Whether calls are answered; without, every connection is cut. */
  #isUp = true;

  private constructor() {
    const parts = this.#parts();
    const app = httpApi(parts, {
      add: (api) => addEventRoutes(api, parts, { stopping: this.#stopping.signal }),
    });
    this.#server = createAdaptorServer({ fetch: app.fetch }) as Server;
    this.#server.on("connection", (socket: Socket) => {
      if (!this.#isUp) return void socket.destroy();
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
  }

  static async open(): Promise<HttpInstallation> {
    const installation = new HttpInstallation();
    for (const tenant of [OWN, EMPTY, FOREIGN])
      installation.adapters.spreadsheets.allow({ tenantId: tenantId(tenant) });
    installation.#server.listen(0, "127.0.0.1");
    await once(installation.#server, "listening");
    return installation;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Links a tenant to a sheet in memory that exports can be written to. */
  async link(tenant: string): Promise<void> {
    await new LinkSheet(this.adapters).execute({
      tenantId: tenantId(tenant),
      spreadsheet: { title: "A school" },
      tabTitle: "Attendance",
      accountEmail: "office@school.example",
      refreshToken: "1//token",
      timeZone: timeZone("Europe/London"),
      template: defaultTemplate(),
    });
  }

  /** Approves so many new records. */
  async approve(tenant: string, count: number): Promise<void> {
    await this.adapters.register.put(
      tenantId(tenant),
      Array.from({ length: count }, (_, index) => ({
        id: recordId(`r-${index}`),
        member: { id: "1", name: "Ana" },
        session: { id: "m", name: "Math" },
        date: localDate("2026-03-02"),
        checkIn: null,
        checkOut: null,
        status: "approved" as const,
        approval: null,
        fields: {},
      })),
    );
  }

  /** The server goes away with everything that is open, and comes back at the same address. */
  cut(isCut: boolean): void {
    this.#isUp = !isCut;
    if (isCut) for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    this.cut(true);
    this.#server.close();
    await once(this.#server, "close");
  }

  #parts(): ApiParts {
    const { adapters } = this;
    return {
      access: {
        guardsOrigin: false,
        admit: async (request) => {
          if (request.headers.get("authorization") !== `Bearer ${TOKEN}`)
            throw new ApiError(401, { error: "unauthorized", message: "Show the token as a bearer token." });
          if (new URL(request.url).pathname.includes(`/links/${FOREIGN}/`))
            throw new ApiError(403, { error: "foreign-tenant", message: "Another organisation's." });
          return { adminId: "operator", tenantId: undefined };
        },
      },
      stores: () => adapters,
      actions: () => ({
        startRun: (tenant) => {
          const id = runId(adapters.ids.fresh());
          const run = new ExportAttendance(adapters);
          const report = run.execute({ tenantId: tenant, trigger: "manual", runId: id, stop: () => false });
          return { status: "started", runId: id, report };
        },
        startConsent: (tenant, adminId, choice) =>
          new StartConsent(adapters).execute(tenant, adminId, choice),
        relinkSheet: () => new RelinkSheet(adapters),
        unlinkSheet: () => new UnlinkSheet(adapters),
        firstTemplate: async () => defaultTemplate(),
      }),
      log: {
        failure: (thrown) => console.error(thrown),
        defect: (thrown) => console.error(thrown),
      },
      exportedSoFar: () => 0,
      googleUrl: undefined,
      patienceMs: undefined,
    };
  }
}

/** A tab's storage in which the token was kept before. */
export const storageWith = (token: string | undefined) => {
  const kept = new Map<string, string>(token === undefined ? [] : [["attendance-export.token", token]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};
