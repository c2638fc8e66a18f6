import type { RunReport, Trigger } from "@attendance-export/core";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CallMeter } from "../call-meter.ts";
import type { Standing } from "./standing.ts";

/** What the gauges show; asked for at each scrape. */
export interface GaugeSources {
  standing(): Promise<Standing>;
  queue(): { readonly waiting: number; readonly running: number };
}

const PREFIX = "attendance_export_";
/** A call to Google takes a second as a rule and three minutes at worst; a run up to nine. */
const SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 180, 540];

/** What a process counts. Tenants are no labels: their number is not bounded; the API and the log have them by name. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #runs = this.#counter("runs_total", "Runs that ended, by trigger and status.", [
    "trigger",
    "status",
  ]);
  readonly #rows = this.#counter("rows_total", "Records put on sheets and confirmed.");
  readonly #batches = this.#counter("batches_total", "Batches confirmed.");
  readonly #setAside = this.#counter("set_aside_total", "Records set aside since they cannot be written.");
  readonly #failures = this.#counter("failures_total", "Runs that failed, by the failure's code.", ["code"]);
  readonly #calls = this.#counter("sheets_calls_total", "Calls to Google Sheets, each attempt by itself.", [
    "call",
    "outcome",
  ]);
  readonly #quotaWaits = this.#counter("quota_waits_total", "Calls that Google's quota turned away.");
  readonly #letters = this.#counter("dead_letters_total", "Runs given up and told to the operators.");
  readonly #runSeconds = this.#histogram("run_seconds", "How long runs take.");
  readonly #callSeconds = this.#histogram("sheets_call_seconds", "How long calls to Google Sheets take.");

  constructor(sources: GaugeSources) {
    collectDefaultMetrics({ register: this.#registry, prefix: PREFIX });
    this.#gaugesOf(sources);
  }

  readonly meter: CallMeter = (call, outcome, ms) => {
    this.#calls.inc({ call, outcome });
    this.#callSeconds.observe(ms / 1_000);
    if (outcome === "rate-limited") this.#quotaWaits.inc();
  };

  ran(trigger: Trigger, report: Extract<RunReport, { status: "ran" }>, code: string | undefined): void {
    this.#runs.inc({ trigger, status: code === undefined ? "completed" : "failed" });
    if (code !== undefined) this.#failures.inc({ code });
    this.#rows.inc(report.counts.exported);
    this.#batches.inc(report.counts.batches);
    this.#setAside.inc(report.counts.quarantined);
    this.#runSeconds.observe((report.completedAt - report.startedAt) / 1_000);
  }

  buried(): void {
    this.#letters.inc();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return new Counter({
      name: PREFIX + name,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
    });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name: PREFIX + name, help, buckets: SECONDS, registers: [this.#registry] });
  }

  #gaugesOf({ standing, queue }: GaugeSources): void {
    const registers = [this.#registry];
    const gauge = (name: string, help: string, read: () => number): void => {
      new Gauge({
        name: PREFIX + name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    };
    gauge("queue_waiting", "Tenants that wait for a run in this process.", () => queue().waiting);
    gauge("queue_running", "Runs under way in this process.", () => queue().running);
    new Gauge({
      name: `${PREFIX}links`,
      help: "Links, by status.",
      labelNames: ["status"],
      registers,
      async collect() {
        const { links } = await standing();
        for (const [status, count] of Object.entries(links)) this.set({ status }, count);
      },
    });
    const ofStanding = (name: string, help: string, read: (standing: Standing) => number): void => {
      new Gauge({
        name: PREFIX + name,
        help,
        registers,
        async collect() {
          this.set(read(await standing()));
        },
      });
    };
    ofStanding("backlog_records", "Approved records that wait for their sheet.", ({ backlog }) => backlog);
    ofStanding(
      "backlog_age_seconds",
      "How long the longest-waiting tenant with a backlog has been without a good run.",
      ({ backlogAgeMs }) => backlogAgeMs / 1_000,
    );
    ofStanding("links_late", "Links that missed their schedule.", ({ late }) => late);
  }
}
