import { noCounts, type RunCounts, type TenantId } from "@attendance-export/core";
import { sheetUrl } from "@attendance-export/http-api";
import { type TenantExport, TenantExporter } from "../tenant-exporter.ts";
import { verifyTenant } from "../verify-tenant.ts";
import type { TenantSummary } from "./demo-summary.ts";
import type { DemoTenant } from "./demo-tenant.ts";
import type { DemoWorld } from "./demo-world.ts";
import { sendAgain } from "./send-again.ts";
import { type StagedTrouble, troubles } from "./trouble.ts";

/** Who is told while a demo goes on, and who may end it. */
export interface DemoAudience {
  begin(tenantId: TenantId, backlog: number): void;
  end(): void;
  staged(trouble: StagedTrouble): void;
  readonly stop: () => boolean;
}

export interface DemoOutcome {
  readonly tenants: readonly TenantSummary[];
  readonly troubles: readonly StagedTrouble[];
}

/** Exports every tenant, with trouble on the way, and compares the sheets with the store at the end. */
export class Demo {
  readonly #world: DemoWorld;
  readonly #audience: DemoAudience;
  readonly #exporter: TenantExporter;
  readonly #batches = new Map<TenantId, number>();
  readonly #ms = new Map<TenantId, number>();
  readonly #troubles: StagedTrouble[] = [];

  constructor(world: DemoWorld, audience: DemoAudience) {
    this.#world = world;
    this.#audience = audience;
    this.#exporter = new TenantExporter(world.installation);
  }

  /** Undefined if it was stopped. */
  async run(tenants: readonly [DemoTenant, ...DemoTenant[]]): Promise<DemoOutcome | undefined> {
    const { stop } = this.#audience;
    for (const [index, trouble] of troubles.entries()) {
      const tenant = tenants[index % tenants.length] ?? tenants[0];
      const stage = () => trouble(this.#world, tenant, (one) => this.#export(one));
      this.#note(await this.#timed(tenant, stage));
      if (stop()) return undefined;
    }
    for (const tenant of tenants) {
      await this.#timed(tenant, () => this.#export(tenant));
      if (stop()) return undefined;
    }
    const again = await sendAgain(this.#world);
    if (again !== undefined) this.#note(again);
    this.#note(await this.#exportAllAgain(tenants));
    const summaries: TenantSummary[] = [];
    for (const tenant of tenants) summaries.push(await this.#summary(tenant));
    return { tenants: summaries, troubles: this.#troubles };
  }

  #note(trouble: StagedTrouble): void {
    this.#troubles.push(trouble);
    this.#audience.staged(trouble);
  }

  async #timed<Result>({ tenantId }: DemoTenant, work: () => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const result = await work();
    this.#ms.set(tenantId, (this.#ms.get(tenantId) ?? 0) + performance.now() - startedAt);
    return result;
  }

  async #export({ tenantId }: DemoTenant): Promise<TenantExport> {
    const { register } = this.#world.installation;
    this.#audience.begin(tenantId, (await register.tally(tenantId)).backlog);
    const result = await this.#exporter.execute(tenantId, this.#audience.stop);
    this.#audience.end();
    this.#batches.set(tenantId, (this.#batches.get(tenantId) ?? 0) + countsOf(result).batches);
    return result;
  }

  /** What an ordinary schedule does, hour after hour. */
  async #exportAllAgain(tenants: readonly DemoTenant[]): Promise<StagedTrouble> {
    const writes = { method: "spreadsheets.batchUpdate" };
    const before = this.#world.emulator.calls.count(writes);
    let exported = 0;
    for (const tenant of tenants) exported += countsOf(await this.#export(tenant)).exported;
    const sent = this.#world.emulator.calls.count(writes) - before;
    return {
      tenant: null,
      what: "everything was exported once more",
      happened: true,
      outcome: `${exported} rows added, ${sent} requests sent`,
    };
  }

  async #summary({ tenantId, sheet }: DemoTenant): Promise<TenantSummary> {
    const { installation, emulator, google } = this.#world;
    const apiCalls = emulator.calls.count({ fileId: sheet.spreadsheetId });
    const verification = await verifyTenant(installation, tenantId);
    const { records, approved, quarantined } = await installation.register.tally(tenantId);
    return {
      tenant: tenantId,
      records: approved,
      rows: verification.rows,
      batches: this.#batches.get(tenantId) ?? 0,
      apiCalls,
      missing: verification.missing + verification.backlog,
      duplicates: verification.duplicates,
      quarantined,
      unknown: verification.unknown,
      altered: verification.altered,
      notApproved: records - approved,
      ms: Math.round(this.#ms.get(tenantId) ?? 0),
      page: sheetUrl(sheet, google.emulatorUrl),
    };
  }
}

const countsOf = (result: TenantExport): RunCounts => (result.status === "ran" ? result.counts : noCounts);
